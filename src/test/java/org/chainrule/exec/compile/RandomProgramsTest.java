package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.junit.jupiter.api.Test;

/** Random graphs of tensors, with their gradients, compiled: views of views, sums of all kinds, products, groups of many shapes. */
class RandomProgramsTest {
    private static final List<Elementwise> UNARY = List.of(
            Trigonometry.SIN,
            Hyperbolic.TANH,
            Sigmoids.SIGMOID,
            Sigmoids.SOFTPLUS,
            Rectifiers.RELU,
            Rectifiers.GELU,
            Arithmetic.NEG);
    private static final List<Elementwise> BINARY = List.of(Arithmetic.ADD, Arithmetic.SUB, Arithmetic.MUL);

    @Test
    void agreeWithTheInterpreter() {
        Gen.forAll(150, gen -> {
            List<Binding> bindings = new ArrayList<>();
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Shape shape = gen.shape(3, gen.pick(3, 9, 21));
                Node leaf = Node.input("x" + i, Type.real(shape), Domain.REAL);
                nodes.add(leaf);
                bindings.add(leaf.is(gen.tensor(shape, -1, 1)));
            }
            int steps = gen.between(3, 25);
            for (int i = 0; i < steps; i++) {
                nodes.add(grown(gen, nodes));
            }
            Node end = nodes.get(nodes.size() - 1);
            List<Node> outputs = new ArrayList<>(List.of(end, gen.pick(nodes), gen.pick(nodes)));
            List<Node> leaves = nodes.subList(0, 4);
            Node loss = nodes.subList(4, nodes.size()).stream()
                    .map(node -> Trigonometry.SIN.of(node).sum())
                    .reduce(Node::plus)
                    .orElseThrow();
            Gradient gradient = Gradient.of(loss, leaves);
            leaves.forEach(leaf -> gradient.find(leaf).ifPresent(outputs::add));
            Agreement.check("random graph", outputs, bindings, Sizes.NONE);
        });
    }

    /** One more node, its entries kept between -1 and 1 or so. */
    private static Node grown(Gen gen, List<Node> nodes) {
        Node x = gen.pick(nodes);
        int rank = x.rank();
        return switch (gen.between(0, 10)) {
            case 0, 1 -> gen.pick(UNARY).of(x);
            case 2, 3 -> combined(gen, x, nodes);
            case 4 -> {
                boolean keep = gen.flip();
                Axes axes = rank == 0 || gen.flip() ? Axes.ALL : Axes.of(x.shape(), List.of(gen.between(0, rank - 1)));
                yield gen.flip() ? Mean.over(x, axes, keep) : Trigonometry.SIN.of(Sum.over(x, axes, keep));
            }
            case 5 -> rank < 2 ? Transpose.reversed(x) : Transpose.matrix(x);
            case 6 -> Reshape.to(x, Shape.of(x.shape().entries()));
            case 7 ->
                rank == 3
                        ? x
                        : Broadcast.to(ExpandDims.insert(x, 0), Shape.of(3).concat(x.shape()));
            case 8 -> rank == 0 ? x : Softmax.softmax(x, gen.between(0, rank - 1));
            case 9 -> rank == 0 ? x : Trigonometry.SIN.of(Cumulative.cumsum(x, gen.between(0, rank - 1)));
            default ->
                rank < 2 ? x.times(0.5) : Hyperbolic.TANH.of(Transpose.matrix(x).matmul(x));
        };
    }

    private static Node combined(Gen gen, Node x, List<Node> nodes) {
        for (int attempt = 0; attempt < 8; attempt++) {
            Node y = gen.pick(nodes);
            try {
                Shape.broadcast(x.shape(), y.shape());
            } catch (ShapeException e) {
                continue;
            }
            return gen.between(0, 4) == 0
                    ? Where.of(Comparison.greater(x, y), x, y)
                    : Trigonometry.SIN.of(gen.pick(BINARY).of(x, y));
        }
        return x.times(x);
    }
}
