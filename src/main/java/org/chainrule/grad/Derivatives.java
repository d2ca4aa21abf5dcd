package org.chainrule.grad;

import java.util.List;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.ops.Args;
import org.chainrule.ops.Function;

/**
 * The functions of the notation that differentiate: {@code grad(J, W)}. Where nothing depends on the variable they give
 * zeros, and {@link #answer} says so.
 */
public final class Derivatives {
    /** Gradient of a scalar. */
    public static final Function GRAD = Function.define("grad", "y, x", a -> grad(a).node())
            .doc("Gradient of the scalar y, of the shape of x; any node may be the variable.")
            .source("Griewank and Walther, Evaluating Derivatives, 2008, ch. 3")
            .example("grad(sum(X * X * X), X)", "X [2, 3]");

    /** Vector-Jacobian product. */
    public static final Function VJP = Function.define("vjp", "y, x, seed", a -> vjp(a).node())
            .doc("Gradient by x of sum(y * seed), the seed held fixed; of the shape of x.")
            .example("vjp(X * X, X, U)", "X [3], U [3]");

    /** Jacobian-vector product. */
    public static final Function JVP = Function.define(
                    "jvp", "y, x, v", a -> Calculus.jvp(a.node("y"), a.node("x"), a.node("v")))
            .doc("How y changes when x moves along v; of the shape of y.")
            .example("jvp(X * X, X, V)", "X [3], V [3]");

    /** Jacobian. */
    public static final Function JACOBIAN = Function.define(
                    "jacobian", "y, x", a -> Calculus.jacobian(a.node("y"), a.node("x")))
            .doc("All derivatives of y by x, of the shape of y followed by that of x. Sizes are known.")
            .example("jacobian(X * X, X)", "X [3]");

    /** Hessian. */
    public static final Function HESSIAN = Function.define(
                    "hessian", "y, x", a -> Calculus.hessian(a.node("y"), a.node("x")))
            .doc("All second derivatives of the scalar y by x, of the shape of x twice. Sizes are known.")
            .example("hessian(sum(X * X * X), X)", "X [3]");

    /** Hessian-vector product. */
    public static final Function HVP = Function.define(
                    "hvp", "y, x, v", a -> Calculus.hvp(a.node("y"), a.node("x"), a.node("v")))
            .doc("The Hessian of the scalar y times the direction v, without forming it; of the shape of x.")
            .source("Pearlmutter, Fast exact multiplication by the Hessian, 1994")
            .example("hvp(sum(X * X * X), X, V)", "X [3], V [3]");

    /** All of them. */
    public static final List<Function> FUNCTIONS = List.of(GRAD, VJP, JVP, JACOBIAN, HESSIAN, HVP);

    private Derivatives() {}

    /**
     * A derivative.
     *
     * @param why it is zero everywhere; nothing to say when it is not known to be
     */
    public record Answer(Node node, Message why) {}

    /** The derivative that one of {@link #FUNCTIONS} gives for its arguments, and why it is zero if it is. */
    public static Answer answer(Function function, Args a) {
        if (function == GRAD) {
            return grad(a);
        } else if (function == VJP) {
            return vjp(a);
        }
        Node derivative = function.call(a);
        Node y = a.node("y");
        Node x = a.node("x");
        Adjoint first = Gradient.vjp(y, Fill.with(1, y.shape()), List.of(x)).adjoint(x);
        boolean twice = function == HESSIAN || function == HVP;
        return new Answer(
                derivative, twice && first instanceof Adjoint.Value slope ? steps(slope.node(), x) : first.why());
    }

    /** Why a second derivative is zero although the first is not constant: it has steps. */
    private static Message steps(Node slope, Node x) {
        Adjoint second =
                Gradient.vjp(slope, Fill.with(1, slope.shape()), List.of(x)).adjoint(x);
        return second instanceof Adjoint.Zero ? second.why() : Message.NONE;
    }

    private static Answer grad(Args a) {
        return swept(Gradient.of(a.node("y"), List.of(a.node("x"))), a.node("x"));
    }

    private static Answer vjp(Args a) {
        return swept(Gradient.vjp(a.node("y"), a.node("seed"), List.of(a.node("x"))), a.node("x"));
    }

    private static Answer swept(Gradient gradient, Node x) {
        return new Answer(gradient.orZero(x), gradient.adjoint(x).why());
    }
}
