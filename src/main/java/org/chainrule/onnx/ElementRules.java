package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chainrule.graph.Node;

/** Operators that compute each entry from one entry. */
final class ElementRules {
    /** Those that are one function of the catalogue, by its name. */
    private static final Map<String, String> SAME = new TreeMap<>(Map.ofEntries(
            Map.entry("Abs", "abs"),
            Map.entry("Acos", "acos"),
            Map.entry("Acosh", "acosh"),
            Map.entry("Asin", "asin"),
            Map.entry("Asinh", "asinh"),
            Map.entry("Atan", "atan"),
            Map.entry("Atanh", "atanh"),
            Map.entry("Ceil", "ceil"),
            Map.entry("Cos", "cos"),
            Map.entry("Cosh", "cosh"),
            Map.entry("Erf", "erf"),
            Map.entry("Exp", "exp"),
            Map.entry("Floor", "floor"),
            Map.entry("HardSwish", "hardswish"),
            Map.entry("Log", "log"),
            Map.entry("Mish", "mish"),
            Map.entry("Neg", "neg"),
            Map.entry("Reciprocal", "reciprocal"),
            Map.entry("Relu", "relu"),
            Map.entry("Round", "round"),
            Map.entry("Sigmoid", "sigmoid"),
            Map.entry("Sign", "sign"),
            Map.entry("Sin", "sin"),
            Map.entry("Sinh", "sinh"),
            Map.entry("Softplus", "softplus"),
            Map.entry("Softsign", "softsign"),
            Map.entry("Sqrt", "sqrt"),
            Map.entry("Tan", "tan"),
            Map.entry("Tanh", "tanh")));

    private ElementRules() {}

    static void addTo(Rules rules) {
        SAME.forEach((op, name) -> rules.add(op, 1, c -> c.out(fn(name, c.real(0)))));
        // Where a function jumps, the last bit of its argument counts, and that is the one of the argument's type.
        for (String op : List.of("Ceil", "Floor", "Round")) {
            rules.add(op, 1, c -> {
                Node x = c.real(0);
                Node kept = x.isLeaf() || !c.type(0).isReal() ? x : Casted.rounded(x, c.type(0));
                return c.out(fn(Optional.ofNullable(SAME.get(op)).orElseThrow(), kept));
            });
        }
        rules.add("Identity", 1, c -> List.of(c.val(0)));
        rules.add("Elu", 1, c -> c.out(elu(c.real(0), c.number("alpha", 1))));
        rules.add("Celu", 1, c -> {
            double alpha = c.number("alpha", 1);
            return c.out(elu(c.real(0).over(alpha), 1).times(alpha));
        });
        rules.add(
                "Selu",
                1,
                c -> c.out(selu(
                        c.real(0),
                        c.number("alpha", 1.67326319217681884765625),
                        c.number("gamma", 1.05070102214813232421875))));
        rules.add("LeakyRelu", 1, c -> c.out(fn("leaky_relu", c.real(0), "alpha=", c.number("alpha", 0.01))));
        rules.add("ThresholdedRelu", 1, c -> {
            Node x = c.real(0);
            return c.out(fn("where", fn("greater", x, c.number("alpha", 1)), x, 0));
        });
        rules.add("HardSigmoid", 1, c -> c.out(hardSigmoid(c.real(0), c.number("alpha", 0.2), c.number("beta", 0.5))));
        rules.add(
                "Gelu",
                20,
                c -> c.out(fn(c.text("approximate", "none").equals("tanh") ? "gelu_tanh" : "gelu", c.real(0))));
        rules.add("Swish", 24, c -> c.out(swish(c.real(0), c.number("alpha", 1))));
        rules.add("SwiGLU", 28, ElementRules::swiglu);
        rules.add("Shrink", 9, c -> {
            Node x = c.real(0);
            double edge = c.number("lambd", 0.5);
            double bias = c.number("bias", 0);
            Node above = fn("where", fn("greater", x, edge), x.minus(bias), 0);
            return c.out(fn("where", fn("less", x, -edge), x.plus(bias), above));
        });
        rules.add("PRelu", 1, c -> {
            Node slope = c.real(1);
            // Before version 7 one slope a channel stands for a tensor of one axis.
            boolean channels = slope.rank() == 1 && c.version() < 7 && c.rank(0) > 2;
            Node spread = channels ? Legacy.aligned(slope, c.rank(0), 1) : slope;
            Node x = c.real(0);
            return c.out(fn("where", fn("less", x, 0), spread.times(x), x));
        });
        rules.add(
                "Clip",
                1,
                c -> c.out(clip(
                        c.real(0),
                        c.has("min") ? num(c.number("min", 0)) : null,
                        c.has("max") ? num(c.number("max", 0)) : null)));
        rules.add("Clip", 11, c -> c.out(clip(c.real(0), c.has(1) ? c.real(1) : null, c.has(2) ? c.real(2) : null)));
        rules.add("IsNaN", 9, c -> c.out(fn("isnan", c.real(0)), ElementType.BOOL));
        rules.add("IsInf", 10, c -> {
            Node high = fn("equal", c.real(0), Double.POSITIVE_INFINITY);
            Node low = fn("equal", c.real(0), Double.NEGATIVE_INFINITY);
            boolean positive = c.flag("detect_positive", true);
            boolean negative = c.flag("detect_negative", true);
            Node none = c.real(0).times(0).broadcastTo(c.shape(0));
            Node found =
                    positive && negative ? high.plus(low) : positive ? high : negative ? low : fn("less", none, none);
            return c.out(found, ElementType.BOOL);
        });
        rules.add("Cast", 1, c -> List.of(Casting.of(c, Casting.target(c.integer("to", 1)))));
        rules.add("CastLike", 1, c -> List.of(Casting.of(c, c.type(1))));
        rules.add("BitCast", 1, c -> List.of(BitCasting.of(c.val(0), Casting.target(c.integer("to", 1)))));
    }

    /** The functions of the catalogue by the operators that are the same. */
    static Map<String, String> same() {
        return SAME;
    }

    static Node elu(Node x, double alpha) {
        return fn("elu", x, "alpha=", alpha);
    }

    static Node selu(Node x, double alpha, double gamma) {
        return elu(x, alpha).times(gamma);
    }

    static Node hardSigmoid(Node x, double alpha, double beta) {
        return fn("clamp", x.times(alpha).plus(beta), "min=", 0, "max=", 1);
    }

    static Node swish(Node x, double alpha) {
        return alpha == 1 ? fn("silu", x) : x.times(fn("sigmoid", x.times(alpha)));
    }

    private static List<Val> swiglu(Call c) {
        double alpha = c.number("alpha", 1);
        if (c.has(1)) {
            return c.out(swish(c.real(0), alpha).times(c.real(1)));
        }
        int axis = c.axis(c.whole("axis", -1), c.rank(0));
        int half = c.extent(0, axis) / 2;
        Node gate = fn("slice", c.real(0), axis, 0, half);
        Node value = fn("slice", c.real(0), axis, half, 2 * half);
        return c.out(swish(gate, alpha).times(value));
    }

    @SuppressWarnings("NullAway")
    private static Node clip(
            Node x, @org.jspecify.annotations.Nullable Node low, @org.jspecify.annotations.Nullable Node high) {
        Node above = low == null ? x : fn("maximum", x, low);
        return high == null ? above : fn("minimum", above, high);
    }
}
