package org.chainrule.grad;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Pages;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Reverse mode: the derivatives of one node with respect to every node it is computed from, as graphs.
 *
 * <p>One sweep from the result back to the leaves. At each node the op's vjp turns the cotangent of the result into
 * cotangents of the inputs; this class sums the cotangents that meet at a node, sums them back over broadcast axes,
 * keeps {@code where} from leaking, and remembers why there is no derivative where there is none. The result is made of
 * ordinary nodes and can be differentiated again. (Griewank and Walther, Evaluating Derivatives, 2nd ed., chapter 3.)
 */
public final class Gradient {
    private final Node result;
    private final Walk walk;
    private final Pages<Node> cotangents;
    private final Pages<Smoothness> blocked;
    private final Kinks kinks;

    private Gradient(Node result, Node seed, List<Node> wrt) {
        this.result = result;
        this.walk = Walk.from(List.of(result));
        this.cotangents = new Pages<>(walk.size());
        this.blocked = new Pages<>(walk.size());
        this.kinks = new Kinks(walk, result);
        sweep(seed, wrt.isEmpty() ? dependsOnLeaves() : dependsOn(wrt));
    }

    /**
     * The gradient of a scalar with respect to everything it is computed from.
     *
     * @throws GradientException when {@code loss} is not a real scalar
     */
    public static Gradient of(Node loss) {
        return of(loss, List.of());
    }

    /**
     * The gradient of a scalar, computed only along the paths to some variables.
     *
     * @param wrt the variables, any nodes; empty for all
     * @throws GradientException when {@code loss} is not a real scalar
     */
    public static Gradient of(Node loss, List<Node> wrt) {
        if (!loss.isScalar()) {
            throw new GradientException(
                    "the gradient is that of a scalar, and {0} has shape {1}: sum it first, or ask for jacobian or vjp",
                    ShortText.of(loss), loss.shape());
        }
        return vjp(loss, Node.constant(1), wrt);
    }

    /**
     * The vector-Jacobian product: the gradient of {@code sum(y * seed)} with the seed held fixed.
     *
     * @param seed of the shape of {@code y}
     * @param wrt the variables, any nodes; empty for all
     */
    public static Gradient vjp(Node y, Node seed, List<Node> wrt) {
        if (!y.type().isReal()) {
            throw new GradientException("{0} is an index, it has no derivative", ShortText.of(y));
        }
        if (!y.shape().sameShape(seed.shape())) {
            throw new GradientException(
                    "the seed of a vjp has the shape of the result: {0} has shape {1}, the seed {2}",
                    ShortText.of(y), y.shape(), seed.shape());
        }
        return new Gradient(y, seed, wrt);
    }

    private boolean[] dependsOnLeaves() {
        boolean[] relevant = new boolean[walk.size()];
        for (int i = 0; i < relevant.length; i++) {
            relevant[i] = walk.node(i).isVariable();
        }
        return relevant;
    }

    private boolean[] dependsOn(List<Node> wrt) {
        boolean[] relevant = new boolean[walk.size()];
        for (Node variable : wrt) {
            int at = walk.indexOf(variable);
            if (at >= 0) {
                relevant[at] = true;
            }
        }
        for (int i = 0; i < relevant.length; i++) {
            relevant[i] |= anyInput(i, walk.node(i), relevant);
        }
        return relevant;
    }

    private boolean anyInput(int i, Node node, boolean[] relevant) {
        for (int k = 0; k < node.inputs().size(); k++) {
            if (relevant[walk.input(i, k)]) {
                return true;
            }
        }
        return false;
    }

    private void sweep(Node seed, boolean[] relevant) {
        int last = walk.size() - 1;
        if (!relevant[last]) {
            return;
        }
        cotangents.set(last, seed);
        Masks masks = new Masks(walk, relevant);
        for (int i = last; i >= 0; i--) {
            Node z = walk.node(i);
            Node dz = cotangents.get(i);
            if (!relevant[i] || z.inputs().isEmpty()) {
                continue;
            }
            if (dz == null) {
                passOnBlock(i, z, blocked.get(i));
                continue;
            }
            // What a node's vjp builds comes from where the node does.
            Optional<Supplier<String>> origin = Notes.origin(z);
            if (origin.isEmpty()) {
                step(i, z, dz, relevant, masks);
            } else {
                int at = i;
                Notes.at(origin.get(), () -> {
                    step(at, z, dz, relevant, masks);
                    return dz;
                });
            }
        }
    }

    private void step(int i, Node z, Node dz, boolean[] relevant, Masks masks) {
        List<Node> inputs = z.inputs();
        List<Node> cleared = masks.inputs(i, z);
        for (int k = 0; k < inputs.size(); k++) {
            Node x = inputs.get(k);
            int j = walk.input(i, k);
            if (!relevant[j]) {
                continue;
            }
            Smoothness smoothness = z.op().smoothness(k);
            if (smoothness.isSmooth() && !x.type().isReal()) {
                smoothness = Smoothness.none("{0} is an index", ShortText.of(x));
            }
            if (!smoothness.isSmooth()) {
                block(j, smoothness);
                kinks.pass(i, z, k);
                continue;
            }
            int arg = k;
            Node raw = Roots.contribution(k, dz, z).orElseGet(() -> z.op().vjp(arg, dz, z, cleared));
            Node contribution = masks.apply(raw, i, k, z, j);
            Node dx = Broadcast.undo(contribution, x.shape());
            if (!dx.shape().sameShape(x.shape())) {
                throw new GradientException(
                        "the vjp of {0} for input {1} has shape {2}, but the input has shape {3}: mend Op.vjp",
                        z.op().name(), k, dx.shape(), x.shape());
            }
            kinks.pass(i, z, k);
            Node sum = cotangents.get(j);
            cotangents.set(j, sum == null ? dx : sum.plus(dx));
        }
    }

    private void passOnBlock(int i, Node z, @Nullable Smoothness reason) {
        if (reason != null) {
            for (int k = 0; k < z.inputs().size(); k++) {
                block(walk.input(i, k), reason);
                kinks.passBelow(i, z, k);
            }
        }
    }

    /** A question without meaning outweighs a zero: both are remembered only while there is no value. */
    private void block(int j, Smoothness reason) {
        Smoothness known = blocked.get(j);
        if (known == null || known.kind() == Smoothness.Kind.FLAT) {
            blocked.set(j, reason);
        }
    }

    /** The node whose derivatives these are. */
    public Node result() {
        return result;
    }

    /** What is known of the derivative with respect to a node. */
    public Adjoint adjoint(Node x) {
        int at = walk.indexOf(x);
        Node value = at < 0 ? null : cotangents.get(at);
        if (value != null && value.isVariable()) {
            Notes.derivative(value, kinks.below(x));
        }
        return value != null ? new Adjoint.Value(value) : missing(x, at < 0 ? null : blocked.get(at), at >= 0);
    }

    private Adjoint missing(Node x, @Nullable Smoothness reason, boolean reached) {
        String what = ShortText.of(result);
        String by = ShortText.of(x);
        if (reason != null && reason.kind() == Smoothness.Kind.FLAT) {
            return new Adjoint.Zero(say("the derivative of {0} by {1} is zero: {2}", what, by, reason.reason()));
        }
        if (reason != null) {
            return new Adjoint.NotDifferentiable(
                    say("the derivative of {0} by {1} is not defined: {2}", what, by, reason.reason()));
        }
        if (reached && !x.type().isReal()) {
            return new Adjoint.NotDifferentiable(
                    say("the derivative of {0} by {1} is not defined: {1} is an index", what, by));
        }
        return new Adjoint.Absent(namesake(x)
                .map(other -> otherLeaf(x, other))
                .orElseGet(() -> say("{0} does not depend on {1}", what, by)));
    }

    /** Another leaf of the same name that the result depends on. */
    private Optional<Node> namesake(Node x) {
        return x.isLeaf()
                ? walk.nodes().stream()
                        .filter(node ->
                                node.isLeaf() && node != x && node.label().equals(x.label()))
                        .findFirst()
                : Optional.empty();
    }

    private Message otherLeaf(Node x, Node other) {
        String what = ShortText.of(result);
        String by = ShortText.of(x);
        String place = Notes.place(x);
        String there = Notes.place(other);
        return place.isEmpty() || there.isEmpty()
                ? say(
                        "{0} does not depend on this {1}, but on another variable of that name: each call of param or "
                                + "input makes a new one, so keep the node and use it in both places",
                        what, by)
                : say(
                        "{0} does not depend on the {1} made at {2}, but on another of that name, made at {3}: each call "
                                + "of param or input makes a new variable, so keep the node and use it in both places",
                        what, by, place, there);
    }

    /**
     * The derivative with respect to a node.
     *
     * @return a graph of the shape of {@code x}
     * @throws GradientException when there is none, or it is zero for a reason the user should know
     */
    public Node get(Node x) {
        Adjoint adjoint = adjoint(x);
        return find(x).orElseThrow(() -> new GradientException(
                adjoint instanceof Adjoint.NotDifferentiable
                        ? adjoint.why()
                        : say("{0}. If zero is what you want, ask for orZero", adjoint.why())));
    }

    /** The same where there is one that is not zero for a reason known beforehand. */
    public Optional<Node> find(Node x) {
        return adjoint(x) instanceof Adjoint.Value value ? Optional.of(value.node()) : Optional.empty();
    }

    /**
     * The derivative with respect to a node, or zeros where it is zero or absent; {@link #adjoint} tells why.
     *
     * @throws GradientException when the derivative is not defined
     */
    public Node orZero(Node x) {
        Adjoint adjoint = adjoint(x);
        if (adjoint instanceof Adjoint.NotDifferentiable) {
            throw new GradientException(adjoint.why());
        }
        return find(x).orElseGet(() -> Fill.zerosLike(x));
    }
}
