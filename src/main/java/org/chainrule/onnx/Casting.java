package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Changes of type. */
final class Casting {
    private Casting() {}

    /** The type with a number in the format. */
    static ElementType target(int code) {
        return ElementType.of(code)
                .orElseThrow(() -> new ChainruleException(say("entries of type {0} are not supported", code)));
    }

    /** The first input in another type. */
    static Val of(Call c, ElementType type) {
        Val x = c.val(0);
        if (x.type() == ElementType.STRING && type != ElementType.STRING) {
            return parsed(c, type);
        } else if (type == ElementType.STRING && x.type() != type) {
            return written(c);
        }
        if (type == ElementType.FLOAT8E8M0) {
            return Val.of(power(c), type);
        }
        Val cast = Val.of(Casted.of(x.node(), x.type(), type, c.flag("saturate", true)), type);
        return x.dims().map(cast::withSizes).orElse(cast);
    }

    /** Powers of 2, rounded as the node says. */
    private static Node power(Call c) {
        String mode = c.text("round_mode", "up");
        if (mode.equals("nearest")) {
            return Casted.of(c.real(0), c.type(0), ElementType.FLOAT8E8M0, true);
        }
        Node exponent = Fn.fn("log2", c.real(0));
        return Fn.fn("pow", 2, Fn.fn(mode.equals("up") ? "ceil" : "floor", exponent));
    }

    private static Val parsed(Call c, ElementType type) {
        List<String> texts = c.strings(0);
        Node numbers = Node.constant(Tensor.fill(DType.F64, c.shape(0), i -> number(texts.get(i))));
        return Val.of(Casted.of(numbers, ElementType.DOUBLE, type, true), type);
    }

    private static double number(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        String sign = plain.startsWith("-") ? "-" : "";
        String size = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
        try {
            return switch (size) {
                case "inf", "infinity" -> sign.isEmpty() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                case "nan" -> Double.NaN;
                default -> Double.parseDouble(plain);
            };
        } catch (NumberFormatException e) {
            throw new ChainruleException(say("the text {0} is no number", text), e);
        }
    }

    private static Val written(Call c) {
        Tensor x = c.known(0);
        ElementType type = c.type(0);
        return c.strings(
                c.shape(0),
                IntStream.range(0, x.count()).mapToObj(i -> text(type, x, i)).toList());
    }

    /** A number as Python writes it. */
    private static String text(ElementType type, Tensor x, int i) {
        if (type == ElementType.BOOL) {
            return x.at(i) != 0 ? "True" : "False";
        } else if (type.isWhole()) {
            return Long.toString(x.wholeAt(i));
        }
        double value = x.at(i);
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        String shortest = type == ElementType.DOUBLE ? Double.toString(value) : Float.toString((float) value);
        return shortest.replace("E-", "e-").replace("E", "e+");
    }
}
