package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * A model run on values that lie beside it, and compared with the outputs that lie there too.
 *
 * @param values the outputs by name; of a sequence none
 * @param compared whether outputs to compare with were there
 * @param difference what differs; none when all agrees
 */
public record Trial(Map<String, Tensor> values, boolean compared, Optional<Message> difference) {
    /** What the tests of ONNX allow: a relative difference, and an absolute one. */
    private static final double RELATIVE = 1e-3;

    /** Two units in the last place of a {@code bfloat16}, which has eight bits. */
    private static final double COARSE = 0x1p-6;

    private static final double ABSOLUTE = 1e-7;
    /** The unit in the last place of a number of 32 bits near 1. */
    private static final double SINGLE = 0x1p-23;

    /** Copies the map. */
    public Trial {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Runs a model.
     *
     * @param data a folder with {@code input_0.pb} and so on, and maybe {@code output_0.pb}; or one with several such folders
     *     {@code test_data_set_0}, of which all must agree
     */
    public static Trial of(Path model, Path data) {
        Trial last = new Trial(Map.of(), false, Optional.empty());
        for (Path folder : DataSet.folders(data)) {
            last = single(model, DataSet.read(folder));
            if (last.difference.isPresent()) {
                return last;
            }
        }
        return last;
    }

    private static Trial single(Path model, DataSet data) {
        Reader reader = new Reader(model, data.inputs());
        List<Val> outputs = reader.outputs();
        Map<String, Tensor> values = new LinkedHashMap<>();
        Optional<Message> difference = Optional.empty();
        for (int i = 0; i < outputs.size(); i++) {
            Proto.Port port = reader.outputPorts().get(i);
            if (!outputs.get(i).isSequence()) {
                values.put(port.name(), rounded(outputs.get(i), value(reader, outputs.get(i))));
            }
            if (difference.isEmpty() && i < data.outputs().size()) {
                difference =
                        compare(reader, outputs.get(i), new Wire(data.outputs().get(i)), port.kind(), port.name());
            }
        }
        return new Trial(values, !data.outputs().isEmpty(), difference);
    }

    private static Tensor value(Reader reader, Val val) {
        return reader.importer().known(val.node());
    }

    /** What is left of a value in the type it has. */
    private static Tensor rounded(Val val, Tensor value) {
        return val.type().isReal()
                ? Tensor.fill(DType.F64, value.shape(), i -> val.type().round(value.at(i), true))
                : value;
    }

    private static Optional<Message> compare(Reader reader, Val got, Wire expected, String kind, String name) {
        if (kind.equals("optional")) {
            for (int field = expected.next(); field > 0; field = expected.next()) {
                if (field == 3 || field == 5) {
                    return compare(reader, got, expected.message(), field == 3 ? "tensor" : "sequence", name);
                }
            }
            return got.isSequence() && got.list().isEmpty()
                    ? Optional.empty()
                    : Optional.of(say("{0} has a value, and none is expected", name));
        }
        if (kind.equals("sequence")) {
            List<Wire> items = new ArrayList<>();
            for (int field = expected.next(); field > 0; field = expected.next()) {
                if (field == 3) {
                    items.add(expected.message());
                }
            }
            if (got.list().size() != items.size()) {
                return Optional.of(say(
                        "{0} has {1} items, and {2} are expected",
                        name, got.list().size(), items.size()));
            }
            for (int i = 0; i < items.size(); i++) {
                Optional<Message> difference =
                        compare(reader, got.list().get(i), items.get(i), "tensor", name + "[" + i + "]");
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return compare(reader, got, ProtoReader.tensor(expected), name);
    }

    private static Optional<Message> compare(Reader reader, Val got, Proto.Data expected, String name) {
        ElementType type = Tensors.type(expected);
        Tensor right = reader.importer().tensors().values(expected);
        if (got.type() != type) {
            return Optional.of(say("{0} has entries of type {1}, and {2} is expected", name, got.type(), type));
        }
        Tensor value = rounded(got, value(reader, got));
        if (!value.shape().equals(right.shape())) {
            return Optional.of(say("{0} has shape {1}, and {2} is expected", name, value.shape(), right.shape()));
        }
        double noise = noise(type, right);
        for (int i = 0; i < right.count(); i++) {
            if (!agree(type, value, right, i, noise)) {
                return Optional.of(
                        say("{0} differs at entry {1}: {2}, and {3} is expected", name, i, value.at(i), right.at(i)));
            }
        }
        return Optional.empty();
    }

    /** What the other program may have lost in sums of numbers of 32 bits: two units in the last place of the largest entry. */
    private static double noise(ElementType type, Tensor right) {
        double largest = 0;
        for (int i = 0; type == ElementType.FLOAT && i < right.count(); i++) {
            double size = Math.abs(right.at(i));
            largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
        }
        return Math.max(ABSOLUTE, 2 * SINGLE * largest);
    }

    private static boolean agree(ElementType type, Tensor value, Tensor right, int i, double noise) {
        if (type.isIndex()) {
            return value.wholeAt(i) == right.wholeAt(i);
        }
        double a = value.at(i);
        double b = right.at(i);
        double relative = type == ElementType.BFLOAT16 ? COARSE : RELATIVE;
        return (Double.isNaN(a) && Double.isNaN(b)) || a == b || Math.abs(a - b) <= noise + relative * Math.abs(b);
    }
}
