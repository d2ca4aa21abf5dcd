package org.chainrule.ops;

import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.UnitTensor;
import org.chainrule.graph.Where;

/** The functions whose ops live in {@code org.chainrule.graph}, because gradients are written in them. */
public final class Core {
    static final Function SUM = Function.reduction("sum", Sum::over)
            .doc("Sum of all entries, or over the axes named. An empty sum is 0.")
            .example("sum(X)", "X [2, 3]")
            .example("sum(X, axis=1)", "X [2, 3]")
            .example("sum(X, axis=[0, 2], keepdims=true)", "X [2, 3, 4]");

    static final Function MEAN = Function.reduction("mean", Mean::over)
            .doc("Mean of all entries, or over the axes named. NaN for no entries.")
            .example("mean(X)", "X [2, 3]")
            .example("mean(X, axis=[1, 2], keepdims=true)", "X [2, 3, 2]");

    static final Function MATMUL = Function.define("matmul", "a, b", a -> Node.of(MatMul.OP, a.node("a"), a.node("b")))
            .doc("Matrix product a @ b with numpy's rules for vectors and batches.")
            .example("A @ B", "A [2, 3], B [3, 4]")
            .example("A @ x", "A [3, 4], x [4]")
            .example("x @ A", "A [3, 4], x [3]")
            .example("A @ B", "A [2, 3, 4], B [4, 2]")
            .example("A @ x", "A [2, 3, 4], x [4]")
            .example("x @ A", "A [2, 3, 4], x [3]");

    static final Function WHERE = Function.define(
                    "where", "condition, a, b", a -> Where.of(a.node("condition"), a.node("a"), a.node("b")))
            .doc("a where the condition is not 0, else b. A NaN on the side not picked reaches no gradient.")
            .example("where(greater(X, Y), X * 2, Y * 3)", "X [2, 1], Y [3]");

    static final Function TRANSPOSE = Function.define(
                    "transpose",
                    "x, axes=none",
                    a -> a.has("axes")
                            ? Transpose.permuted(a.node("x"), a.ints("axes"))
                            : Transpose.reversed(a.node("x")))
            .doc("The axes in the order given, or all reversed: X.T.")
            .example("X.T", "X [2, 3]")
            .example("transpose(X, axes=[2, 0, 1])", "X [2, 3, 4]");

    static final Function RESHAPE = Function.define(
                    "reshape", "x, shape", a -> Reshape.to(a.node("x"), a.shapeFor("shape", a.node("x"))))
            .doc("The same entries in row-major order under another shape; one size may be -1, what the others leave.")
            .example("reshape(X, shape=[3, 2])", "X [2, 3]")
            .example("reshape(X, shape=[])", "X [1, 1]");

    static final Function BROADCAST_TO = Function.define(
                    "broadcast_to", "x, shape", a -> Broadcast.to(a.node("x"), a.shape("shape")))
            .doc("Stretched to a shape by broadcasting.")
            .example("broadcast_to(X, shape=[2, 3, 4])", "X [3, 1]");

    static final Function EXPAND_DIMS = Function.define(
                    "expand_dims", "x, axis", a -> ExpandDims.insert(a.node("x"), a.ints("axis")))
            .doc("With axes of size 1 inserted at the positions named, counted in the result.")
            .example("expand_dims(X, axis=1)", "X [2, 3]");

    static final Function SQUEEZE = Function.define(
                    "squeeze", "x, axis=none", a -> Squeeze.drop(a.node("x"), a.ints("axis")))
            .doc("Without the axes named, which must have size 1; without all such axes when none is named.")
            .example("squeeze(X, axis=1)", "X [2, 1, 3]");

    static final Function STOP_GRADIENT = Function.define(
                    "stop_gradient", "x", a -> a.node("x").stopGradient())
            .doc("The value itself, with its derivative declared zero.")
            .example("X * stop_gradient(X)", "X [3]");

    static final Function ZEROS = Function.define("zeros", "shape", a -> Fill.with(0, a.shape("shape")))
            .doc("Zeros of a shape.")
            .example("X + zeros(shape=[3])", "X [3]");

    static final Function ONES = Function.define("ones", "shape", a -> Fill.with(1, a.shape("shape")))
            .doc("Ones of a shape.")
            .example("X * ones(shape=[2, 3])", "X [3]");

    static final Function FULL = Function.define(
                    "full", "shape, value", a -> Fill.with(a.number("value"), a.shape("shape")))
            .doc("One number everywhere, of a shape.")
            .example("X * full(shape=[2, 3], value=0.5)", "X [3]");

    static final Function UNIT = Function.define(
                    "unit", "shape, position", a -> UnitTensor.at(a.shape("shape"), a.integer("position")))
            .doc("Zeros with a single 1 at a row-major position: the seed of one row of a Jacobian.")
            .example("X * unit(shape=[2, 3], position=4)", "X [2, 3]");

    private Core() {}
}
