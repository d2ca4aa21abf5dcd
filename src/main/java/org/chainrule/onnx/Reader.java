package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Reads one model file: its leaves, then its graph. */
final class Reader {
    private static final double LARGEST_EXACT = 0x1p52;

    private final String file;
    private final Proto.Model proto;
    private final Labels labels = new Labels();
    private final Importer importer;
    private final Importer.Frame frame;
    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final Map<String, Node> params = new LinkedHashMap<>();
    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private final Map<String, Dim> sizes = new LinkedHashMap<>();

    /** @param data the messages of the inputs, or none */
    Reader(Path path, List<byte[]> data) {
        this(path, data, true);
    }

    private Reader(Path path, List<byte[]> data, boolean computed) {
        this.file = path.toString();
        Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(Path.of(""));
        try {
            this.proto = new ProtoReader().model(new Wire(Onnx.bytes(path)));
        } catch (ChainruleException e) {
            boolean named = e.sentence().toString().contains(file);
            throw named
                    ? e
                    : new ChainruleException(say("{0}: {1}", file, e.sentence().firstLine()), e);
        }
        this.importer = new Importer(file, folder, proto, labels, List.of());
        this.frame = new Importer.Frame(null, proto.opsets(), Map.of());
        importer.refuseUnknown();
        try {
            leaves(data);
        } catch (ChainruleException e) {
            throw new ChainruleException(say("{0}: {1}", file, e.sentence().firstLine()), e);
        }
        if (computed) {
            importer.model(frame);
        }
    }

    /** The values that messages give to the inputs of a file, by name: what is computed from them is not asked for. */
    static Map<String, Tensor> given(Path path, List<byte[]> data) {
        Reader reader = new Reader(path, data, false);
        Map<String, Tensor> given = new TreeMap<>();
        reader.inputs.forEach((name, leaf) -> {
            Tensor value = reader.values.get(leaf);
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }

    Importer importer() {
        return importer;
    }

    /** The outputs, as the file declares them and as they were computed. */
    List<Val> outputs() {
        List<Val> outputs = new ArrayList<>();
        for (Proto.Port port : proto.graph().outputs()) {
            Val val = frame.find(port.name());
            if (val == null) {
                throw new ChainruleException(say("{0}: nothing defines its output {1}", file, port.name()));
            }
            outputs.add(val);
        }
        return outputs;
    }

    List<Proto.Port> outputPorts() {
        return proto.graph().outputs();
    }

    OnnxModel model() {
        Map<String, Node> outputs = new LinkedHashMap<>();
        List<Val> vals = outputs();
        for (int i = 0; i < vals.size(); i++) {
            if (!vals.get(i).isSequence()) {
                outputs.put(
                        labels.of(proto.graph().outputs().get(i).name()),
                        vals.get(i).node());
            }
        }
        Map<String, Node> names = new LinkedHashMap<>(inputs);
        names.putAll(params);
        for (Proto.Operation operation : proto.graph().nodes()) {
            for (String output : operation.outputs()) {
                Val val = output.isEmpty() ? null : frame.find(output);
                if (val != null && !val.isSequence() && !outputs.containsKey(labels.of(output))) {
                    names.putIfAbsent(labels.of(output), val.node());
                }
            }
        }
        names.putAll(outputs);
        return new OnnxModel(inputs, params, outputs, names, values);
    }

    private void leaves(List<byte[]> data) {
        Set<String> held = new HashSet<>();
        for (Proto.Data initializer : proto.graph().initializers()) {
            held.add(initializer.name());
        }
        List<Proto.Port> free = proto.graph().inputs().stream()
                .filter(port -> !held.contains(port.name()))
                .toList();
        List<Proto.Port> given =
                data.size() <= free.size() ? free : proto.graph().inputs();
        if (data.size() > given.size()) {
            throw new ChainruleException(
                    say("it has {0} inputs, and {1} values were given", given.size(), data.size()));
        }
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            input(given.get(i), i < data.size() ? data.get(i) : null);
            taken.add(given.get(i).name());
        }
        for (Proto.Data initializer : proto.graph().initializers()) {
            if (!taken.contains(initializer.name())) {
                param(initializer);
            }
        }
    }

    private void param(Proto.Data data) {
        ElementType type = Tensors.type(data);
        Tensor value = importer.tensors().values(data);
        if (!type.isReal()) {
            frame.put(data.name(), Val.of(Node.constant(value), type));
            return;
        }
        String label = labels.of(data.name());
        Node leaf = Node.param(label, Type.real(value.shape()), Domain.REAL);
        params.put(label, leaf);
        bind(leaf, value);
        frame.put(data.name(), Val.of(leaf, type));
    }

    private void bind(Node leaf, Tensor value) {
        values.put(leaf, value);
        importer.bind(leaf, value);
    }

    private void input(Proto.Port port, byte @Nullable [] data) {
        if (data != null) {
            frame.put(port.name(), value(port, new Wire(data), port.kind(), labels.of(port.name())));
            return;
        }
        if (!port.kind().equals("tensor")) {
            throw new ChainruleException(say(
                    "the input {0} is no tensor but of kind {1}: evaluate the model with --data",
                    port.name(), port.kind()));
        }
        ElementType type = ElementType.of(port.type())
                .orElseThrow(() -> new ChainruleException(say(
                        "the input {0} has entries of type {1}, which is not supported", port.name(), port.type())));
        String label = labels.of(port.name());
        Node leaf = leaf(label, type, shape(port), null);
        inputs.put(label, leaf);
        frame.put(port.name(), Val.of(leaf, type));
    }

    /** The value of an input as a leaf; of a sequence as one leaf an item. */
    private Val value(Proto.Port port, Wire in, String kind, String label) {
        switch (kind) {
            case "sequence" -> {
                List<Val> items = new ArrayList<>();
                for (int field = in.next(); field > 0; field = in.next()) {
                    if (field == 3) {
                        items.add(value(port, in.message(), "tensor", labels.of(label + "_" + items.size())));
                    }
                }
                return Val.sequence(items);
            }
            case "optional" -> {
                for (int field = in.next(); field > 0; field = in.next()) {
                    if (field == 3 || field == 5) {
                        return value(port, in.message(), field == 3 ? "tensor" : "sequence", label);
                    }
                }
                return Val.sequence(List.of());
            }
            case "tensor" -> {
                Proto.Data tensor = ProtoReader.tensor(in);
                ElementType type = Tensors.type(tensor);
                if (port.type() != 0 && kind.equals(port.kind()) && port.type() != type.code()) {
                    throw new ChainruleException(say(
                            "the input {0} is declared {1}, and its value is {2}",
                            port.name(),
                            ElementType.of(port.type())
                                    .map(ElementType::toString)
                                    .orElse("?"),
                            type));
                }
                Tensor value = importer.tensors().values(tensor);
                Node leaf = leaf(label, type, value.shape(), value);
                inputs.put(label, leaf);
                bind(leaf, value);
                return Val.of(leaf, type);
            }
            default ->
                throw new ChainruleException(
                        say("the input {0} is of kind {1}, which is not supported", port.name(), kind));
        }
    }

    private static Node leaf(String label, ElementType type, Shape shape, @Nullable Tensor value) {
        if (!type.isIndex()) {
            Domain domain = type == ElementType.BOOL ? Domain.BINARY : Domain.REAL;
            return Node.input(label, Type.real(shape), domain);
        }
        // Whole numbers of 64 bits need not be real ones.
        boolean small = true;
        for (int i = 0; value != null && i < value.count(); i++) {
            small &= Math.abs((double) value.wholeAt(i)) < LARGEST_EXACT;
        }
        long most = (long) Math.min(type.high(), LARGEST_EXACT);
        long least = (long) Math.max(type.low(), -LARGEST_EXACT);
        return Node.input(label, Type.index(shape), small ? Domain.integer(least, most) : Domain.REAL);
    }

    private Shape shape(Proto.Port port) {
        List<Proto.Size> given = port.shape()
                .orElseThrow(() -> new ChainruleException(
                        say("the input {0} has no shape: evaluate the model with --data", port.name())));
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < given.size(); axis++) {
            Proto.Size size = given.get(axis);
            if (size.number() >= 0) {
                dims.add(Dim.of(size.number()));
            } else {
                String name = size.name().isEmpty() ? port.name() + "_" + axis : size.name();
                dims.add(sizes.computeIfAbsent(name, each -> Dim.named(labels.of(each))));
            }
        }
        return Shape.of(dims);
    }
}
