package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Transpose;
import org.chainrule.tensor.Shape;

/**
 * The derivative of a state by the one before as a product of matrices: {@code W diag(g'(z))}. For layers whose states are
 * one sample: a vector, a column or a row.
 */
final class Jacobian {
    private final Generic generic;
    /** The derivative of each node by the state, as factors; no factor is the identity. */
    private final NodeMap<List<Node>> factors = new NodeMap<>();

    private Jacobian(Generic generic) {
        this.generic = generic;
    }

    /** The product; empty when a state is several samples, or the layer is no product of such factors. */
    static Optional<Node> of(Generic generic) {
        return isSample(generic.state().shape()) && isSample(generic.next().shape())
                ? new Jacobian(generic).product()
                : Optional.empty();
    }

    private static boolean isSample(Shape shape) {
        return shape.rank() == 1
                || (shape.rank() == 2
                        && shape.dims().stream().filter(dim -> dim.isOne()).count() == 1);
    }

    private Optional<Node> product() {
        factors.put(generic.state(), List.of());
        for (Node node : LayerFragment.between(generic.state(), generic.next())) {
            if (!factors.has(node) && isVarying(node)) {
                Optional<List<Node>> product = derivative(node);
                if (product.isEmpty()) {
                    return Optional.empty();
                }
                factors.put(node, product.get());
            }
        }
        List<Node> product = factors.get(generic.next());
        return product == null || product.isEmpty()
                ? Optional.empty()
                : product.stream().reduce(Node::matmul);
    }

    private boolean isVarying(Node node) {
        return node.inputs().stream().anyMatch(factors::has);
    }

    private Optional<List<Node>> derivative(Node node) {
        List<Node> varying = node.inputs().stream().filter(factors::has).toList();
        if (varying.size() != 1) {
            return Optional.empty();
        }
        List<Node> below = factors.get(varying.get(0));
        if (below == null) {
            return Optional.empty();
        }
        if (node.op() instanceof Symbol symbol) {
            Node slope = Node.of(new Symbol(symbol.text(), symbol.latex(), symbol.order() + 1), node.inputs());
            return Optional.of(product(Node.of(new SampleDiagonal(), slope), below));
        } else if (node.op() instanceof MatMul) {
            boolean right = node.input(1) == varying.get(0);
            Node matrix = right ? node.input(0) : Transpose.reversed(node.input(1));
            return matrix.rank() == 2 ? Optional.of(product(simple(matrix), below)) : Optional.empty();
        } else if (node.op() == Arithmetic.ADD || node.op() instanceof Transpose) {
            return node.shape().count().sameSize(varying.get(0).shape().count())
                    ? Optional.of(below)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** A matrix that was turned twice is itself. */
    private static Node simple(Node matrix) {
        return Generic.simple(matrix);
    }

    private static List<Node> product(Node first, List<Node> rest) {
        List<Node> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
