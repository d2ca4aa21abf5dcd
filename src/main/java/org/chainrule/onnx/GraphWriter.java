package org.chainrule.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Collects what stands in an ONNX file: nodes, values, inputs and outputs, each with a name. */
final class GraphWriter {
    /** The newest version that is finished and that every runtime has. */
    static final int OPSET = 26;

    private static final int IR = 13;

    private final WireWriter graph = new WireWriter();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> constants = new HashMap<>();
    private final ElementType real;
    private int fresh;

    /** @param real the type of real numbers, float or double */
    GraphWriter(ElementType real) {
        this.real = real;
    }

    ElementType real() {
        return real;
    }

    /** A name that nothing else has, as near to the one wanted as can be. */
    String name(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** A name for what has none. */
    String fresh() {
        return name("t" + ++fresh);
    }

    /** Adds a node with one output and gives its name. */
    String node(String op, List<String> inputs, Object... attributes) {
        return node(op, inputs, List.of(fresh()), attributes).get(0);
    }

    /** Adds a node. */
    List<String> node(String op, List<String> inputs, List<String> outputs, Object... attributes) {
        WireWriter node = new WireWriter();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(3, op + "_" + outputs.get(0)).text(4, op);
        for (int i = 0; i < attributes.length; i += 2) {
            node.message(5, attribute((String) attributes[i], attributes[i + 1]));
        }
        graph.message(1, node);
        return outputs;
    }

    private static WireWriter attribute(String name, Object value) {
        WireWriter attribute = new WireWriter().text(1, name);
        if (value instanceof Double number) {
            return attribute.real(2, number.floatValue()).number(20, 1);
        } else if (value instanceof Number number) {
            return attribute.number(3, number.longValue()).number(20, 2);
        } else if (value instanceof String text) {
            return attribute.text(4, text).number(20, 3);
        } else if (value instanceof WireWriter tensor) {
            return attribute.message(5, tensor).number(20, 4);
        } else if (value instanceof long[] numbers) {
            return attribute.numbers(8, Arrays.stream(numbers).boxed().toList()).number(20, 7);
        }
        throw new IllegalStateException("no attribute: " + value);
    }

    /** A constant, small ones each once. It is no initializer, which readers take for a parameter. */
    String constant(Tensor value) {
        if (value.count() > 64) {
            return fresh(value);
        }
        String exact = value.dtype() + " " + value.shape() + " " + Arrays.toString(value.toArray());
        return constants.computeIfAbsent(exact, each -> fresh(value));
    }

    private String fresh(Tensor value) {
        String name = name("c" + ++fresh);
        node("Constant", List.of(), List.of(name), "value", tensor(name, value));
        return name;
    }

    /** A vector of whole numbers that the file holds. */
    String longs(long... values) {
        return constant(Tensor.ofLongs(Shape.of(values.length), values));
    }

    /** A number that the file holds. */
    String number(double value) {
        return constant(Tensor.scalar(value));
    }

    /** A value under a name of its own. */
    String initializer(String name, Tensor value) {
        graph.message(5, tensor(name, value));
        return name;
    }

    private WireWriter tensor(String name, Tensor value) {
        ElementType type = value.dtype() == DType.I64 ? ElementType.INT64 : real;
        WireWriter tensor = new WireWriter();
        List<Long> dims = new ArrayList<>();
        value.shape().dims().forEach(dim -> dims.add(dim.size()));
        tensor.numbers(1, dims).number(2, type.code()).text(8, name);
        int width = type.bits() / 8;
        ByteBuffer raw =
                ByteBuffer.allocate(Math.multiplyExact(value.count(), width)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < value.count(); i++) {
            switch (type) {
                case FLOAT -> raw.putFloat((float) value.at(i));
                case DOUBLE -> raw.putDouble(value.at(i));
                default -> raw.putLong(value.wholeAt(i));
            }
        }
        return tensor.block(9, raw.array());
    }

    void input(String name, Shape shape, boolean whole) {
        graph.message(11, port(name, shape, whole));
    }

    void output(String name, Shape shape, boolean whole) {
        graph.message(12, port(name, shape, whole));
    }

    private WireWriter port(String name, Shape shape, boolean whole) {
        WireWriter sizes = new WireWriter();
        for (Dim dim : shape.dims()) {
            WireWriter size = new WireWriter();
            sizes.message(1, dim.isKnown() ? size.number(1, dim.size()) : size.text(2, dim.toString()));
        }
        WireWriter tensor = new WireWriter()
                .number(1, (whole ? ElementType.INT64 : real).code())
                .message(2, sizes);
        return new WireWriter().text(1, name).message(2, new WireWriter().message(1, tensor));
    }

    /** The whole file. */
    byte[] toBytes(String graphName) {
        graph.text(2, graphName);
        return new WireWriter()
                .number(1, IR)
                .text(2, "chainrule")
                .message(7, graph)
                .message(8, new WireWriter().text(1, "").number(2, OPSET))
                .toBytes();
    }
}
