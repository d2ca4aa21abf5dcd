package org.chainrule.symbolic.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Layout;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Sorting;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Random expressions, rewritten by right and by wrong rules: what numbers refute is never proved. */
class SoundnessTest {
    private Dim size = Dim.named("n");
    private List<Node> leaves = leaves();

    private Shape square() {
        return Shape.of(size, size);
    }

    private Node leaf(String name, Domain domain) {
        return Node.input(name, Type.real(square()), domain);
    }

    private List<Node> leaves() {
        return List.of(
                leaf("A", Domain.REAL),
                leaf("B", Domain.REAL),
                leaf("S", Domain.of(Domain.Kind.SYMMETRIC)),
                leaf("P", Domain.of(Domain.Kind.POSITIVE)),
                leaf("Y", Domain.onehot(1)),
                leaf("Q", Domain.of(Domain.Kind.INVERTIBLE)));
    }

    /** An op that has no index form, for known sizes. */
    private static Node moved(Gen gen, Node x) {
        Node first = Slicing.slice(x, 0, Dim.of(0), Dim.of(1));
        Node rest = Slicing.slice(x, 0, Dim.of(1), Dim.of(2));
        return switch (gen.between(0, 4)) {
            case 0 -> Layout.flip(x, 0);
            case 1 -> Sorting.sort(x, 1, false);
            case 2 -> Cumulative.cumsum(x, 0);
            case 3 -> Joining.concat(List.of(rest, first), 0);
            default -> Diagonals.triu(x, 0);
        };
    }

    /** An expression of shape [n, n] with about so many ops. */
    private Node expression(Gen gen, int ops) {
        if (size.isKnown() && ops > 0 && gen.between(0, 3) == 0) {
            return moved(gen, expression(gen, ops - 1));
        }
        if (ops <= 0) {
            return gen.pick(leaves);
        }
        int left = gen.between(0, ops - 1);
        Node x = expression(gen, left);
        Node y = gen.flip() ? x : expression(gen, ops - 1 - left);
        Node positive = x.square().plus(1);
        return switch (gen.between(0, 31)) {
            case 0, 1, 2 -> x.plus(y);
            case 3, 4 -> x.minus(y);
            case 5, 6, 7 -> x.times(y);
            case 8, 9, 10 -> x.matmul(y);
            case 11 -> x.over(y.square().plus(1));
            case 12, 13 -> x.T();
            case 14 -> x.minus(x.sumKeep(gen.between(0, 1)));
            case 15 -> x.times(y.mean(0));
            case 16 -> Hyperbolic.TANH.of(x);
            case 17 -> Sigmoids.SIGMOID.of(x);
            case 18 -> Softmax.softmax(x, gen.between(0, 1));
            case 19 -> Node.of(Powers.SQRT, positive);
            case 20 -> Node.of(Powers.LOG, positive);
            case 21 -> Rectifiers.RELU.of(x);
            case 22 -> Node.of(Rounding.ABS, x);
            case 23 -> Node.of(Extremes.MAXIMUM, x, y);
            case 24 -> Inverses.inv(leaves.get(5)).matmul(x);
            case 25 -> Diagonals.diagEmbed(Diagonals.diagPart(x));
            case 26 -> Where.of(Comparison.greater(x, y), x, y);
            case 27 -> Node.of(Trigonometry.SIN, x).times(Node.of(Trigonometry.COS, y));
            case 28 -> Diagonals.trace(x).times(y);
            case 29 -> x.minus(largest(x));
            case 30 -> x.times(Comparison.equal(x, largest(x)));
            default -> x.times(gen.between(-2, 3)).plus(Diagonals.eye(size));
        };
    }

    /** Equal to one entry of each column, whatever the numbers are. */
    private static Node largest(Node x) {
        return MaxMin.max(x, Axes.of(x, 0), true);
    }

    /** The expression with one of its parts changed; often wrong, sometimes right. */
    private Node changed(Gen gen, Node whole) {
        List<Node> parts = new ArrayList<>();
        for (Node part : whole.ancestors()) {
            if (part.shape().sameShape(square()) && part.isVariable()) {
                parts.add(part);
            }
        }
        Node part = gen.pick(parts);
        Node x = part.inputs().isEmpty() ? part : part.input(0);
        Node y = part.inputs().size() < 2 ? x : part.input(1);
        boolean square = x.shape().sameShape(square()) && y.shape().sameShape(square());
        Node other =
                switch (gen.between(0, 15)) {
                    case 0 -> part.T();
                    case 1 -> part.neg();
                    case 2 -> part.times(2);
                    case 3 -> square ? y.matmul(x) : part.T();
                    case 4 -> square ? x.times(y) : part.times(part);
                    case 5 -> square ? x.matmul(y) : part.sumKeep(0).plus(part);
                    case 6 -> square ? y.plus(x) : part;
                    case 7 -> square ? y.T().matmul(x.T()).T() : part.T().T();
                    case 8 -> part.plus(part).times(0.5);
                    case 9 -> part.times(Node.of(Powers.EXP, part)).times(Node.of(Powers.EXP, part.neg()));
                    case 10 -> part.sumKeep(1).minus(part.sumKeep(1)).plus(part);
                    case 11 -> Rectifiers.RELU.of(part).minus(Rectifiers.RELU.of(part.neg()));
                    case 12 -> Node.of(Extremes.MAXIMUM, part, part.neg());
                    case 13 -> part.plus(Comparison.equal(part, part.T()));
                    case 14 -> part.plus(Comparison.equal(part, largest(part)));
                    default ->
                        part.over(part.square().plus(1)).times(part.square().plus(1));
                };
        NodeMap<Node> image = new NodeMap<>();
        image.put(part, other);
        return Substitution.apply(List.of(whole), image).get(0);
    }

    @Test
    void nothingThatNumbersRefuteIsProved() {
        check(200, 7);
    }

    @Test
    void norEntryByEntry() {
        size = Dim.of(2);
        leaves = leaves();
        check(60, 4);
    }

    private void check(int cases, int ops) {
        int[] counts = new int[3];
        Gen.forAll(cases, gen -> {
            Node left = expression(gen, gen.between(1, ops));
            if (!left.isVariable()) {
                return;
            }
            Equation equation = new Equation(left, changed(gen, left));
            Result result = equation.prove();
            double error = error(equation);
            if (Double.isNaN(error)) {
                return;
            }
            counts[0] += error < 1e-7 ? 1 : 0;
            counts[1] += error < 1e-7 && result.isProved() ? 1 : 0;
            counts[2]++;
            if (result instanceof Proof proof) {
                assertThat(error)
                        .as("%s == %s by %s", equation.left(), equation.right(), proof)
                        .isLessThan(1e-6);
            }
        });
        System.out.println(
                "of " + counts[2] + " random equations " + counts[0] + " hold, " + counts[1] + " are proved");
        assertThat(counts[1]).isGreaterThan(counts[0] / 3);
    }

    /** NaN where the equation cannot be computed at random points. */
    private static double error(Equation equation) {
        try {
            return equation.error();
        } catch (ChainruleException e) {
            return Double.NaN;
        }
    }
}
