package org.chainrule.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Catalogue;
import org.chainrule.tensor.Dim;

/** Calls of the catalogue's functions, written as short as the notation writes them. */
final class Fn {
    private Fn() {}

    /**
     * A call, such as {@code fn("sum", x, "axis=", 1)}.
     *
     * @param arguments nodes, numbers, sizes, truth values and lists of them; a text that ends in {@code =} names the next
     */
    static Node fn(String name, Object... arguments) {
        List<Arg> positional = new ArrayList<>();
        Map<String, Arg> keywords = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof String key && key.endsWith("=")) {
                keywords.put(key.substring(0, key.length() - 1), arg(arguments[++i]));
            } else {
                positional.add(arg(arguments[i]));
            }
        }
        return Catalogue.find(name)
                .orElseThrow(() -> new IllegalStateException("the catalogue has no " + name))
                .call(positional, keywords);
    }

    private static Arg arg(Object value) {
        if (value instanceof Node node) {
            return new Arg.Value(node);
        } else if (value instanceof Number number) {
            return new Arg.Num(number.doubleValue());
        } else if (value instanceof Dim dim) {
            return dim.isNumber() ? new Arg.Num(dim.size()) : new Arg.Size(dim);
        } else if (value instanceof Boolean truth) {
            return new Arg.Bool(truth);
        } else if (value instanceof String text) {
            return new Arg.Text(text);
        } else if (value instanceof long[] numbers) {
            return arg(Arrays.stream(numbers).boxed().toList());
        } else if (value instanceof int[] numbers) {
            return arg(Arrays.stream(numbers).boxed().toList());
        } else if (value instanceof List<?> list) {
            return new Arg.Items(list.stream().map(Fn::arg).toList());
        }
        throw new IllegalStateException("no argument: " + value);
    }

    /** A number as a constant. */
    static Node num(double value) {
        return Node.constant(value);
    }
}
