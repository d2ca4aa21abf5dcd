package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.english;
import static org.chainrule.message.Message.say;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.message.Message;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Trigonometry;
import org.jspecify.annotations.Nullable;

/**
 * The elementwise primitives as forms. Everything else that works entry by entry comes from its definition by these, the
 * exponential functions all through exp, so that their identities are algebra. Of an op that has none only the name is known.
 */
final class PrimitiveForms {
    /** A meaning, and how a reader is told; no text for what needs none. */
    private record Primitive(BinaryOperator<Form> form, String text) {}

    private final Piecewise piecewise;
    private final Map<Op, Primitive> table = new HashMap<>();

    PrimitiveForms(FormAlgebra a, Transcendentals f, Piecewise p) {
        this.piecewise = p;
        binary(Arithmetic.ADD, "", Form::plus);
        binary(Arithmetic.SUB, "", Form::minus);
        binary(Arithmetic.MUL, "", a::times);
        binary(Arithmetic.DIV, "", a::over);
        unary(Arithmetic.NEG, "", Form::negate);
        binary(Powers.POW, "", f::pow);
        unary(Powers.SQRT, "sqrt({0})^2 = {0}", x -> f.root(x, 2));
        unary(Powers.EXP, english("exp({0}) is one atom for each term of its argument"), f::exp);
        unary(
                Powers.LOG,
                english("log of a product or power is a sum of logarithms where the factors are positive"),
                f::log);
        unary(Trigonometry.SIN, "sin^2 + cos^2 = 1", f::sin);
        unary(Trigonometry.COS, "sin^2 + cos^2 = 1", f::cos);
        for (Op op :
                List.of(Trigonometry.ASIN, Trigonometry.ATAN, Gaussian.NORMAL_CDF, Rounding.FLOOR, Rounding.ROUND)) {
            unary(op, "", x -> f.applied(op, List.of(x)));
        }
        binary(Trigonometry.ATAN2, "", (x, y) -> f.applied(Trigonometry.ATAN2, List.of(x, y)));
        unary(Rounding.ABS, "abs({0}) = {0}*(2*[{0} > 0] - 1)", p::abs);
        unary(Rounding.SIGN, "sign({0}) = 2*[{0} > 0] - 1", p::sign);
        binary(Extremes.MAXIMUM, "max(x, y) = y + (x - y)*[x > y]", p::maximum);
        binary(Extremes.MINIMUM, "min(x, y) = x - (x - y)*[x > y]", p::minimum);
        binary(Comparison.GREATER, "", (x, y) -> p.step(x.minus(y)));
        binary(Comparison.LESS, "", (x, y) -> p.step(y.minus(x)));
        binary(Comparison.GREATER_EQUAL, "", (x, y) -> Form.ONE.minus(p.step(y.minus(x))));
        binary(Comparison.LESS_EQUAL, "", (x, y) -> Form.ONE.minus(p.step(x.minus(y))));
        binary(Comparison.EQUAL, "", (x, y) -> p.zero(x.minus(y)));
        binary(Comparison.NOT_EQUAL, "", (x, y) -> Form.ONE.minus(p.zero(x.minus(y))));
    }

    private void unary(Op op, String text, UnaryOperator<Form> form) {
        table.put(op, new Primitive((x, y) -> form.apply(x), text));
    }

    private void binary(Op op, String text, BinaryOperator<Form> form) {
        table.put(op, new Primitive(form, text));
    }

    /** Whether an op is a primitive. */
    boolean has(Op op) {
        return table.containsKey(op) || op instanceof Where;
    }

    /** The form of a primitive, or null for another op. */
    @Nullable
    Form of(Op op, List<Form> in) {
        if (op instanceof Where) {
            return piecewise.where(in.get(0), in.get(1), in.get(2));
        }
        Primitive primitive = table.get(op);
        return primitive == null ? null : primitive.form.apply(in.get(0), in.get(in.size() - 1));
    }

    /** What the reader is told of a primitive, with the name of the argument; empty for arithmetic. */
    Message text(Op op, Node argument) {
        Primitive primitive = table.get(op);
        return primitive == null || primitive.text.isEmpty()
                ? Message.NONE
                : say(primitive.text, Printer.name(argument));
    }
}
