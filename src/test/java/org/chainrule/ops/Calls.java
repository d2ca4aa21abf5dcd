package org.chainrule.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** Calls of the catalogue as the notation makes them, from plain Java values. */
final class Calls {
    private Calls() {}

    /** {@code name(positional, key=value, ...)}; keywords alternate with their values. */
    static Node call(String name, List<Node> positional, Object... keywords) {
        return call(name, positional, map(keywords));
    }

    /** {@code name(positional, key=value, ...)}. */
    static Node call(String name, List<Node> positional, Map<String, Object> keywords) {
        List<Arg> args = new ArrayList<>();
        positional.forEach(node -> args.add(new Arg.Value(node)));
        Map<String, Arg> bound = new LinkedHashMap<>();
        keywords.forEach((key, value) -> bound.put(key, arg(value)));
        return Catalogue.find(name).orElseThrow().call(args, bound);
    }

    /** Keywords by name. */
    static Map<String, Object> map(Object... keywords) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keywords.length; i += 2) {
            map.put((String) keywords[i], keywords[i + 1]);
        }
        return map;
    }

    private static Arg arg(Object value) {
        if (value instanceof Node node) {
            return new Arg.Value(node);
        }
        if (value instanceof Number number) {
            return new Arg.Num(number.doubleValue());
        }
        if (value instanceof Boolean bool) {
            return new Arg.Bool(bool);
        }
        if (value instanceof List<?> list) {
            return new Arg.Items(list.stream().map(Calls::arg).toList());
        }
        return new Arg.Text((String) value);
    }

    /** One row of a matrix. */
    static double[] row(Tensor x, int row) {
        double[] entries = new double[x.shape().extent(1)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = x.get(row, i);
        }
        return entries;
    }
}
