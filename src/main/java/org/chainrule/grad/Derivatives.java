package org.chainrule.grad;

import java.util.List;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.ops.Function;

/**
 * The functions of the notation that differentiate: {@code grad(J, W)}. Where nothing depends on the variable they give
 * zeros, and {@link #warning} says so.
 */
public final class Derivatives {
    /** Gradient of a scalar. */
    public static final Function GRAD = Function.define(
                    "grad", "y, x", a -> Gradient.of(a.node("y"), List.of(a.node("x")))
                            .orZero(a.node("x")))
            .doc("Gradient of the scalar y, of the shape of x; any node may be the variable.")
            .source("Griewank and Walther, Evaluating Derivatives, 2008, ch. 3")
            .example("grad(sum(X * X * X), X)", "X [2, 3]");

    /** Vector-Jacobian product. */
    public static final Function VJP = Function.define(
                    "vjp", "y, x, seed", a -> Gradient.vjp(a.node("y"), a.node("seed"), List.of(a.node("x")))
                            .orZero(a.node("x")))
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

    /** Why the derivative of {@code y} by {@code x} is zero everywhere; empty when it is not known to be. */
    public static String warning(Node y, Node x) {
        Node seed = Fill.with(1, y.shape());
        return Gradient.vjp(y, seed, List.of(x)).adjoint(x).why();
    }
}
