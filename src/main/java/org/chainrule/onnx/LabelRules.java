package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Tables of labels: texts or numbers for texts or numbers. */
final class LabelRules {
    private LabelRules() {}

    static List<Val> encoded(Call c) {
        List<Object> keys = side(c, "keys");
        List<Object> values = side(c, "values");
        ElementType type = type(c);
        Object usual = usual(c, type);
        Map<Object, Object> table = new HashMap<>();
        for (int i = 0; i < keys.size() && i < values.size(); i++) {
            table.put(keys.get(i), values.get(i));
        }
        List<Object> found = new ArrayList<>();
        for (Object entry : entries(c)) {
            found.add(table.getOrDefault(entry, usual));
        }
        if (type == ElementType.STRING) {
            return List.of(
                    c.strings(c.shape(0), found.stream().map(Object::toString).toList()));
        }
        Tensor numbers = Tensor.fill(DType.F64, c.shape(0), i -> (Double) found.get(i));
        return c.out(Node.constant(numbers), type);
    }

    private static List<Object> entries(Call c) {
        if (c.type(0) == ElementType.STRING) {
            return List.copyOf(c.strings(0));
        }
        return Arrays.stream(c.known(0).toArray())
                .<Object>mapToObj(Double::valueOf)
                .toList();
    }

    private static ElementType type(Call c) {
        if (c.has("values_tensor")) {
            return Tensors.type(c.tensor("values_tensor"));
        }
        return c.has("values_strings")
                ? ElementType.STRING
                : c.has("values_int64s") ? ElementType.INT64 : ElementType.FLOAT;
    }

    private static Object usual(Call c, ElementType type) {
        if (c.has("default_tensor")) {
            Proto.Data data = c.tensor("default_tensor");
            return type == ElementType.STRING
                    ? data.texts().get(0)
                    : (Object) c.knownNode(c.constant(data).node()).at(0);
        }
        return switch (type) {
            case STRING -> c.text("default_string", "_Unused");
            case FLOAT, DOUBLE -> c.number("default_float", -0.0);
            default -> (double) c.whole("default_int64", -1);
        };
    }

    private static List<Object> side(Call c, String side) {
        if (c.has(side + "_strings")) {
            return List.copyOf(c.texts(side + "_strings"));
        } else if (c.has(side + "_tensor")) {
            Proto.Data data = c.tensor(side + "_tensor");
            if (Tensors.type(data) == ElementType.STRING) {
                return List.copyOf(data.texts());
            }
            return boxed(c.knownNode(c.constant(data).node()).toArray());
        } else if (c.has(side + "_int64s")) {
            return boxed(
                    Arrays.stream(c.wholes(side + "_int64s")).asDoubleStream().toArray());
        } else if (c.has(side + "_floats")) {
            return boxed(c.numbers(side + "_floats"));
        }
        throw new ChainruleException(say("its attribute {0} is missing", side));
    }

    private static List<Object> boxed(double[] values) {
        return Arrays.stream(values).<Object>mapToObj(Double::valueOf).toList();
    }
}
