package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.english;
import static org.chainrule.message.Message.say;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.message.Message;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.LossOps;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.algebra.Rational;
import org.jspecify.annotations.Nullable;

/** Elementwise functions by their definitions; the exponential ones all through exp, so that their identities are algebra. */
final class ElementwiseForms {
    private static final Rational HALF = Rational.of(1, 2);

    private interface Unary {
        Form of(Form x);
    }

    private interface Binary {
        Form of(Form x, Form y);
    }

    /** A definition, and how a reader is told. */
    private record Entry(Binary definition, String text) {}

    private final FormAlgebra a;
    private final Transcendentals f;
    private final Piecewise p;
    private final Map<Op, Entry> table = new HashMap<>();

    ElementwiseForms(FormAlgebra forms, Transcendentals functions, Piecewise piecewise) {
        this.a = forms;
        this.f = functions;
        this.p = piecewise;
        arithmetic();
        exponentials();
        logarithms();
        others();
        kinks();
    }

    /** The form of a function, or null when it is not in the table. */
    @Nullable
    Form of(Op op, List<Form> inputs) {
        Entry entry = table.get(op);
        if (entry != null) {
            return entry.definition.of(inputs.get(0), inputs.get(inputs.size() - 1));
        }
        if (op instanceof Rectifiers.LeakyRelu leaky) {
            Form x = inputs.get(0);
            Form alpha = Form.of(Rational.ofDecimal(leaky.alpha()));
            return a.times(alpha, x).plus(a.times(Form.ONE.minus(alpha), p.relu(x)));
        }
        if (op instanceof Rectifiers.Elu elu) {
            return elu(inputs.get(0), Rational.ofDecimal(elu.alpha()));
        }
        if (op instanceof Extremes.Clamp clamp) {
            Form above = clamp.min() > Double.NEGATIVE_INFINITY
                    ? p.maximum(inputs.get(0), Form.of(Rational.ofDecimal(clamp.min())))
                    : inputs.get(0);
            return clamp.max() < Double.POSITIVE_INFINITY
                    ? p.minimum(above, Form.of(Rational.ofDecimal(clamp.max())))
                    : above;
        }
        if (op instanceof LossOps.Huber huber) {
            Form d = p.abs(inputs.get(0).minus(inputs.get(1)));
            Form delta = Form.of(Rational.ofDecimal(huber.delta()));
            Form outside = p.step(d.minus(delta));
            Form square = a.times(d, d).times(HALF);
            Form line = a.times(delta, d.minus(delta.times(HALF)));
            return square.plus(a.times(outside, line.minus(square)));
        }
        return null;
    }

    /** What the definition says, with the name of the argument; empty for arithmetic. */
    Message text(Op op, String x) {
        Entry entry = table.get(op);
        return entry == null ? Message.NONE : say(entry.text, x);
    }

    private void unary(Op op, String text, Unary definition) {
        table.put(op, new Entry((x, y) -> definition.of(x), text));
    }

    private void binary(Op op, String text, Binary definition) {
        table.put(op, new Entry(definition, text));
    }

    private void arithmetic() {
        binary(Arithmetic.ADD, "", Form::plus);
        binary(Arithmetic.SUB, "", Form::minus);
        binary(Arithmetic.MUL, "", a::times);
        binary(Arithmetic.DIV, "", a::over);
        unary(Arithmetic.NEG, "", Form::negate);
        unary(Powers.SQUARE, "", x -> a.times(x, x));
        unary(Powers.RECIPROCAL, "", a::reciprocal);
        binary(Powers.POW, "", f::pow);
        unary(Powers.SQRT, "sqrt({0})^2 = {0}", x -> f.root(x, 2));
        unary(Powers.RSQRT, "rsqrt({0})^2 = 1/{0}", x -> a.reciprocal(f.root(x, 2)));
        binary(Guarded.XDIVY, "", a::over);
        binary(Guarded.DIV_NO_NAN, "", a::over);
    }

    private void exponentials() {
        Unary e = f::exp;
        Form one = Form.ONE;
        unary(Powers.EXP, english("exp({0}) is one atom for each term of its argument"), e);
        unary(Logarithms.EXPM1, "expm1({0}) = exp({0}) - 1", x -> e.of(x).minus(one));
        unary(
                Sigmoids.SIGMOID,
                english("sigmoid({0}) = e/(1 + e) with e = exp({0}), so sigmoid' = sigmoid*(1 - sigmoid)"),
                this::sigmoid);
        unary(
                Hyperbolic.TANH,
                english("tanh({0}) = (e^2 - 1)/(e^2 + 1) with e = exp({0}), so tanh' = 1 - tanh^2"),
                this::tanh);
        unary(Hyperbolic.SECH2, "tanh'({0}) = 1 - tanh({0})^2", x -> Form.ONE.minus(a.pow(tanh(x), 2)));
        unary(Hyperbolic.SINH, english("sinh({0}) = (e - 1/e)/2 with e = exp({0})"), x -> e.of(x)
                .minus(e.of(x.negate()))
                .times(HALF));
        unary(Hyperbolic.COSH, english("cosh({0}) = (e + 1/e)/2 with e = exp({0})"), x -> e.of(x)
                .plus(e.of(x.negate()))
                .times(HALF));
        unary(
                Logarithms.BOSE,
                "bose({0}) = 1/(exp({0}) - 1)",
                x -> a.reciprocal(e.of(x).minus(one)));
        binary(
                Logarithms.SOFTMAX2,
                english("softmax2 is a quotient of exponentials"),
                (x, y) -> a.over(e.of(x), e.of(x).plus(e.of(y))));
        unary(Rectifiers.SILU, "silu({0}) = {0}*sigmoid({0})", x -> a.times(x, sigmoid(x)));
        unary(Rectifiers.MISH, "mish({0}) = {0}*tanh(softplus({0}))", x -> a.times(x, tanh(softplus(x))));
        unary(Sigmoids.TANH_OPT, "tanh_opt({0}) = 1.7159*tanh(2*{0}/3)", x -> tanh(x.times(Rational.of(2, 3)))
                .times(Rational.of(17_159, 10_000)));
        unary(Rectifiers.GELU_TANH, "gelu_tanh({0}) = {0}*sigmoid(2*sqrt(2/pi)*({0} + 0.044715*{0}^3))", x -> {
            Form gate = a.over(f.root(Form.of(8), 2), f.root(f.opaque("pi", List.of()), 2));
            Form inner = x.plus(a.pow(x, 3).times(Rational.ofDecimal(0.044715)));
            return a.times(x, sigmoid(a.times(gate, inner)));
        });
    }

    private void logarithms() {
        Form one = Form.ONE;
        unary(
                Powers.LOG,
                english("log of a product or power is a sum of logarithms where the factors are positive"),
                f::log);
        unary(Logarithms.LOG1P, "log1p({0}) = log(1 + {0})", x -> f.log(one.plus(x)));
        unary(Logarithms.LOG2, "log2({0}) = log({0})/log(2)", x -> a.over(f.log(x), f.log(Form.of(2))));
        unary(Logarithms.LOG10, "log10({0}) = log({0})/log(10)", x -> a.over(f.log(x), f.log(Form.of(10))));
        unary(Sigmoids.SOFTPLUS, english("softplus({0}) = log(1 + e) with e = exp({0})"), this::softplus);
        unary(Sigmoids.LOGSIGMOID, "logsigmoid({0}) = {0} - log(1 + exp({0}))", x -> f.log(sigmoid(x)));
        unary(Logarithms.LOG1MEXP, "log1mexp({0}) = log(1 - exp(-{0}))", x -> f.log(one.minus(f.exp(x.negate()))));
        binary(
                Logarithms.LOGADDEXP,
                english("logaddexp is the logarithm of a sum of exponentials"),
                (x, y) -> f.log(f.exp(x).plus(f.exp(y))));
        binary(Guarded.XLOGY, english("xlogy is the product with the logarithm"), (x, y) -> a.times(x, f.log(y)));
        binary(
                Guarded.XLOG1PY,
                english("xlog1py is the product with log(1 + y)"),
                (x, y) -> a.times(x, f.log(one.plus(y))));
        binary(LossOps.BCE, "bce(p, y) = -(y*log(p) + (1 - y)*log(1 - p))", (x, y) -> a.times(y, f.log(x))
                .plus(a.times(one.minus(y), f.log(one.minus(x))))
                .negate());
        binary(LossOps.BCE_WITH_LOGITS, "bce_with_logits(z, y) = log(1 + exp(z)) - z*y", (x, y) -> softplus(x)
                .minus(a.times(x, y)));
        unary(
                Hyperbolic.ASINH,
                "asinh({0}) = log({0} + sqrt({0}^2 + 1))",
                x -> f.log(x.plus(f.root(a.times(x, x).plus(one), 2))));
        unary(Hyperbolic.ATANH, "atanh({0}) = log((1 + {0})/(1 - {0}))/2", x -> f.log(a.over(one.plus(x), one.minus(x)))
                .times(HALF));
    }

    private void others() {
        unary(Trigonometry.SIN, "sin^2 + cos^2 = 1", f::sin);
        unary(Trigonometry.COS, "sin^2 + cos^2 = 1", f::cos);
        unary(Trigonometry.TAN, "tan({0}) = sin({0})/cos({0})", x -> a.over(f.sin(x), f.cos(x)));
        binary(
                Trigonometry.HYPOT,
                english("hypot is the root of the sum of squares"),
                (x, y) -> f.root(a.times(x, x).plus(a.times(y, y)), 2));
        for (Op op : List.of(
                Trigonometry.ASIN,
                Trigonometry.ACOS,
                Trigonometry.ATAN,
                Rounding.FLOOR,
                Rounding.CEIL,
                Rounding.ROUND)) {
            unary(op, "", x -> f.opaque(op.name(), List.of(x)));
        }
        binary(Trigonometry.ATAN2, "", (x, y) -> f.opaque("atan2", List.of(x, y)));
        Unary cdf = x -> f.opaque("normal_cdf", List.of(x));
        unary(Gaussian.NORMAL_CDF, "", cdf);
        unary(Gaussian.NORMAL_PDF, "normal_pdf({0}) = exp(-{0}^2/2)/sqrt(2*pi)", this::density);
        // erf x = 2 Φ(x √2) − 1
        unary(Gaussian.ERF, english("erf by the normal distribution"), x -> cdf.of(a.times(x, f.root(Form.of(2), 2)))
                .times(Rational.of(2))
                .minus(Form.ONE));
        unary(Gaussian.ERFC, "erfc = 1 - erf", x -> Form.of(2)
                .minus(cdf.of(a.times(x, f.root(Form.of(2), 2))).times(Rational.of(2))));
        unary(Rectifiers.GELU, "gelu({0}) = {0}*normal_cdf({0})", x -> a.times(x, cdf.of(x)));
    }

    private void kinks() {
        Form one = Form.ONE;
        unary(Rectifiers.RELU, "relu({0}) = {0}*[{0} > 0]", p::relu);
        unary(Rectifiers.RELU6, "relu6({0}) = min(max({0}, 0), 6)", x -> p.minimum(p.relu(x), Form.of(6)));
        unary(Rounding.ABS, "abs({0}) = {0}*(2*[{0} > 0] - 1)", p::abs);
        unary(Rounding.SIGN, "sign({0}) = 2*[{0} > 0] - 1", p::sign);
        unary(Sigmoids.STEP, "step({0}) = [{0} > 0]", p::step);
        binary(Extremes.MAXIMUM, "max(x, y) = y + (x - y)*[x > y]", p::maximum);
        binary(Extremes.MINIMUM, "min(x, y) = x - (x - y)*[x > y]", p::minimum);
        binary(Comparison.GREATER, "", (x, y) -> p.step(x.minus(y)));
        binary(Comparison.LESS, "", (x, y) -> p.step(y.minus(x)));
        binary(Comparison.GREATER_EQUAL, "", (x, y) -> one.minus(p.step(y.minus(x))));
        binary(Comparison.LESS_EQUAL, "", (x, y) -> one.minus(p.step(x.minus(y))));
        binary(Comparison.EQUAL, "", (x, y) -> p.zero(x.minus(y)));
        binary(Comparison.NOT_EQUAL, "", (x, y) -> one.minus(p.zero(x.minus(y))));
        unary(Sigmoids.SOFTSIGN, "softsign({0}) = {0}/(1 + abs({0}))", x -> a.over(x, one.plus(p.abs(x))));
        unary(
                Sigmoids.HARD_TANH,
                "hard_tanh({0}) = min(max({0}, -1), 1)",
                x -> p.minimum(p.maximum(x, Form.of(-1)), one));
        unary(
                Sigmoids.HARD_SIGMOID,
                "hard_sigmoid({0}) = min(max({0}/6 + 1/2, 0), 1)",
                x -> p.minimum(p.maximum(x.times(Rational.of(1, 6)).plus(Form.of(HALF)), Form.ZERO), one));
        unary(Rectifiers.SELU, "selu({0}) = 1.0507...*elu({0})", x -> elu(x, Rational.ofDecimal(1.6732632423543772))
                .times(Rational.ofDecimal(1.0507009873554805)));
    }

    private Form elu(Form x, Rational alpha) {
        Form left = f.exp(x).minus(Form.ONE).times(alpha);
        return left.plus(a.times(p.step(x), x.minus(left)));
    }

    private Form sigmoid(Form x) {
        return a.reciprocal(Form.ONE.plus(f.exp(x.negate())));
    }

    private Form tanh(Form x) {
        Form square = f.exp(x.times(Rational.of(2)));
        return a.over(square.minus(Form.ONE), square.plus(Form.ONE));
    }

    private Form softplus(Form x) {
        return f.log(Form.ONE.plus(f.exp(x)));
    }

    private Form density(Form x) {
        Form root = f.root(a.times(Form.of(2), f.opaque("pi", List.of())), 2);
        return a.over(f.exp(a.times(x, x).times(HALF.negate())), root);
    }
}
