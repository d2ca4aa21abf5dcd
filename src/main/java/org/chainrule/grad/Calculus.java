package org.chainrule.grad;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.UnitTensor;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Joining;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/** Derivatives as functions of nodes. Every result is a graph of ordinary nodes and can be differentiated again. */
public final class Calculus {
    /** A Jacobian is one vjp or jvp a row or column; more than this many is refused. */
    private static final int MOST_ROWS = 20_000;

    private Calculus() {}

    /**
     * The gradient of a scalar, of the shape of {@code x}.
     *
     * @throws GradientException when there is none, or it is zero for a reason the user should know
     */
    public static Node grad(Node loss, Node x) {
        return Gradient.of(loss, List.of(x)).get(x);
    }

    /**
     * {@code y} itself, when its derivative by {@code x} is not zero for a reason known beforehand: what the front door asks
     * before it gives a jvp, a Jacobian or a Hessian, which here are zeros.
     *
     * @throws GradientException with the reason otherwise, as {@link #grad}
     */
    public static Node dependent(Node y, Node x) {
        Adjoint adjoint = Gradient.vjp(y, Fill.with(1, y.shape()), List.of(x)).adjoint(x);
        if (adjoint instanceof Adjoint.Value) {
            return y;
        }
        throw new GradientException(
                adjoint instanceof Adjoint.NotDifferentiable
                        ? adjoint.why()
                        : say(
                                "{0}. If zeros are what you want, org.chainrule.grad.Calculus gives them",
                                adjoint.why()));
    }

    /** The gradients of a scalar with respect to several nodes, from one sweep. */
    public static List<Node> grads(Node loss, List<Node> wrt) {
        Gradient gradient = Gradient.of(loss, wrt);
        return wrt.stream().map(gradient::get).toList();
    }

    /**
     * The vector-Jacobian product: the gradient by {@code x} of {@code sum(y * seed)}, the seed held fixed.
     *
     * @param seed of the shape of {@code y}
     * @return of the shape of {@code x}
     */
    public static Node vjp(Node y, Node x, Node seed) {
        return Gradient.vjp(y, seed, List.of(x)).get(x);
    }

    /**
     * The Jacobian-vector product: how {@code y} changes when {@code x} moves along {@code direction}. A vjp is linear
     * in its seed, and its transpose is the jvp, so reverse mode twice gives forward mode.
     *
     * @param direction of the shape of {@code x}
     * @return of the shape of {@code y}; zeros where {@code y} does not depend on {@code x}
     */
    public static Node jvp(Node y, Node x, Node direction) {
        if (!x.shape().sameShape(direction.shape())) {
            throw new GradientException(
                    "the direction of a jvp has the shape of the variable: {0} has shape {1}, the direction {2}",
                    ShortText.of(x), x.shape(), direction.shape());
        }
        Node seed = Node.input("seed", Type.real(y.shape()), Domain.REAL);
        Node pulled = Gradient.vjp(y, seed, List.of(x)).orZero(x);
        Node pushed = Gradient.vjp(pulled, direction, List.of(seed)).orZero(seed);
        if (Walk.from(List.of(pushed)).indexOf(seed) < 0) {
            return pushed;
        }
        // The result does not depend on the seed's value, only the way it is written does.
        return Substitution.apply(pushed, seed, Fill.zerosLike(seed));
    }

    /**
     * The Jacobian, of the shape of {@code y} followed by that of {@code x}: entry (i, j) is the derivative of entry i
     * of {@code y} by entry j of {@code x}.
     *
     * @throws GradientException when a size is free, or the Jacobian has too many rows and columns
     */
    public static Node jacobian(Node y, Node x) {
        Shape rows = y.shape();
        Shape columns = x.shape();
        if (y.isScalar()) {
            return Gradient.of(y, List.of(x)).orZero(x);
        }
        if (!rows.isKnown() || !columns.isKnown()) {
            throw new GradientException(
                    "a Jacobian needs known sizes: {0} has shape {1} and {2} has shape {3}; give the free sizes a "
                            + "value",
                    ShortText.of(y), rows, ShortText.of(x), columns);
        }
        int m = rows.entries();
        int n = columns.entries();
        if (Math.min(m, n) > MOST_ROWS) {
            throw new GradientException(
                    "the Jacobian of {0} {1} by {2} {3} would be built from {4} products, more than {5}: use vjp or "
                            + "jvp with the directions you need",
                    ShortText.of(y), rows, ShortText.of(x), columns, Math.min(m, n), MOST_ROWS);
        }
        Shape whole = rows.concat(columns);
        if (m == 0 || n == 0) {
            return Fill.with(0, whole);
        }
        List<Node> parts = new ArrayList<>();
        boolean byRow = m <= n;
        for (int k = 0; k < (byRow ? m : n); k++) {
            Node part = byRow
                    ? Gradient.vjp(y, UnitTensor.at(rows, k), List.of(x)).orZero(x)
                    : jvp(y, x, UnitTensor.at(columns, k));
            parts.add(Reshape.to(part, Shape.of(byRow ? n : m)));
        }
        return Reshape.to(Joining.stack(parts, byRow ? 0 : 1), whole);
    }

    /**
     * What the ratio {@code dy/dx} stands for in handwriting: the gradient of a scalar, else the Jacobian, in which axes of
     * size 1 do not count. So the Jacobian of a column by a column is a matrix.
     */
    public static Node ratio(Node y, Node x) {
        if (y.isScalar()) {
            return Gradient.of(y, List.of(x)).orZero(x);
        }
        Node whole = jacobian(y, x);
        List<Dim> dims = new ArrayList<>(whole.shape().dims());
        dims.removeIf(Dim::isOne);
        return dims.size() == whole.rank() ? whole : Reshape.to(whole, Shape.of(dims));
    }

    /**
     * The derivative at each entry, of the shape of both: that of an activation. Empty unless every entry of {@code y} is
     * computed from the same entry of {@code x} alone.
     */
    public static Optional<Node> byEntry(Node y, Node x) {
        Set<Node> dependent = new HashSet<>(Set.of(x));
        for (Node node : Walk.from(List.of(y)).nodes()) {
            if (node == x || node.inputs().stream().noneMatch(dependent::contains)) {
                continue;
            }
            boolean inPlace = node.inputs().stream().filter(dependent::contains).allMatch(input -> input.shape()
                    .sameShape(node.shape()));
            if (node.op().maskRule() != MaskRule.ELEMENTWISE || !inPlace) {
                return Optional.empty();
            }
            dependent.add(node);
        }
        return y.shape().sameShape(x.shape())
                ? Optional.of(
                        Gradient.vjp(y, Fill.with(1, y.shape()), List.of(x)).orZero(x))
                : Optional.empty();
    }

    /** The Hessian of a scalar, of the shape of {@code x} twice. */
    public static Node hessian(Node loss, Node x) {
        return jacobian(Gradient.of(loss, List.of(x)).orZero(x), x);
    }

    /**
     * The Hessian of a scalar times a direction, without the Hessian: the gradient of the slope along the direction
     * (Pearlmutter 1994).
     *
     * @param direction of the shape of {@code x}
     * @return of the shape of {@code x}
     */
    public static Node hvp(Node loss, Node x, Node direction) {
        Node gradient = Gradient.of(loss, List.of(x)).orZero(x);
        Node slope = gradient.times(direction).sum();
        return Gradient.of(slope, List.of(x)).orZero(x);
    }
}
