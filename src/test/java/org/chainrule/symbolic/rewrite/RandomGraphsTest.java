package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Products;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Random graphs and their gradients have the same value after rewriting, in every phase. */
class RandomGraphsTest {
    private static final Dim M = Dim.named("m");
    private static final Dim N = Dim.named("n");

    private final List<Node> pool = new ArrayList<>();

    @Test
    void valuesStay() {
        Gen.forAll(150, gen -> {
            Node root = new RandomGraphsTest().build(gen);
            Node loss = root.times(root.stopGradient()).sum();
            Agreement.check(root, Simplifier.simplify(root), gen.seed());
            for (Node leaf : root.ancestors().stream().filter(Node::isLeaf).toList()) {
                Node gradient = Gradient.of(loss, List.of(leaf)).orZero(leaf);
                Agreement.check(gradient, Simplifier.simplify(gradient), gen.seed());
            }
        });
    }

    private Node build(Gen gen) {
        leaf("x", Domain.REAL, M);
        leaf("y", Domain.of(Domain.Kind.POSITIVE), N);
        leaf("c", Domain.of(Domain.Kind.POSITIVE));
        leaf("A", Domain.REAL, M, N);
        leaf("B", Domain.of(Domain.Kind.POSITIVE), N, M);
        leaf("P", Domain.of(Domain.Kind.PROBABILITY), M, N);
        leaf("Y", Domain.onehot(0), M, N);
        leaf("S", Domain.of(Domain.Kind.SYMMETRIC), N, N);
        leaf("r", Domain.REAL, Dim.ONE, N);
        for (int i = 0; i < 14; i++) {
            Node a = gen.pick(pool);
            Node b = gen.pick(pool);
            Node next = step(gen, a, b);
            pool.add(gen.between(0, 5) == 0 ? next.named("v" + i) : next);
        }
        return pool.get(pool.size() - 1);
    }

    private void leaf(String name, Domain domain, Dim... dims) {
        pool.add(Node.input(name, Type.real(Shape.of(dims)), domain));
    }

    private Node step(Gen gen, Node a, Node b) {
        return switch (gen.between(0, 15)) {
            case 0 -> unary(gen, a);
            case 1 -> a.T();
            case 2 -> a.rank() == 0 ? a : Sum.over(a, Axes.of(a, gen.between(0, a.rank() - 1)), gen.flip());
            case 3 -> a.mean();
            case 4 ->
                a.rank() == 0
                        ? a
                        : org.chainrule.graph.Mean.over(a, Axes.of(a, gen.between(0, a.rank() - 1)), gen.flip());
            case 5 -> a.rank() > 1 ? a : ExpandDims.insert(a, gen.between(0, a.rank()));
            case 6, 7 -> product(a, b);
            case 8 -> a.rank() == 1 && b.rank() == 1 ? Products.outer(a, b) : a.times(gen.between(-3, 3));
            case 9 -> a.rank() == 1 ? Diagonals.diagEmbed(a) : a.over(gen.pick(2.0, 3.0, 0.5));
            case 10 -> a.rank() == 0 ? a.neg() : Softmax.softmax(a, gen.between(0, a.rank() - 1));
            default -> entrywise(gen, a, b);
        };
    }

    private static Node unary(Gen gen, Node a) {
        return gen.pick(
                Hyperbolic.TANH.of(a),
                Hyperbolic.SECH2.of(a),
                Sigmoids.SIGMOID.of(a),
                Sigmoids.SIGMOID.of(a.neg()),
                Rectifiers.RELU.of(a),
                Rectifiers.SILU.of(a.neg()),
                Powers.SQUARE.of(a),
                a.pow(3),
                Powers.SQRT.of(a.square().plus(1)),
                Powers.RSQRT.of(a.square().plus(2)),
                Powers.RECIPROCAL.of(a.square().plus(1)),
                a.plus(1).minus(a),
                a.neg());
    }

    private static Node product(Node a, Node b) {
        try {
            return a.matmul(b);
        } catch (org.chainrule.error.ChainruleException e) {
            return a.times(a);
        }
    }

    private static Node entrywise(Gen gen, Node a, Node b) {
        try {
            return gen.pick(
                    a.plus(b),
                    a.minus(b),
                    a.times(b),
                    a.over(b.square().plus(1)),
                    a.times(b).minus(a),
                    Guarded.XDIVY.of(a, b.square().plus(1)),
                    Guarded.XLOGY.of(a, b.square().plus(1)),
                    Where.of(Comparison.greater(a, b), a, Node.constant(0)),
                    a.over(b.square().plus(1)).plus(b).times(b.square().plus(1)),
                    Node.of(Arithmetic.SUB, b, a).times(a.minus(b)));
        } catch (org.chainrule.error.ChainruleException e) {
            return a.minus(a.times(2));
        }
    }
}
