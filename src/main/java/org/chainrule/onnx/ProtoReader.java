package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;

/** Reads the messages of the ONNX format; fields it has no use for are skipped. */
final class ProtoReader {
    /** Bodies of loops in bodies of loops: no model is deeper. */
    private static final int DEEPEST = 40;

    private int depth;

    Proto.Model model(Wire in) {
        Optional<Proto.Graph> graph = Optional.empty();
        Map<String, Long> opsets = new LinkedHashMap<>();
        List<Proto.Function> functions = Wire.list();
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 7 -> graph = Optional.of(graph(in.message()));
                case 8 -> opset(in.message(), opsets);
                case 25 -> functions.add(function(in.message()));
                default -> {}
            }
        }
        return new Proto.Model(
                graph.orElseThrow(() -> new ChainruleException(say("it holds no graph, so it is no ONNX model"))),
                opsets,
                functions);
    }

    private static void opset(Wire in, Map<String, Long> opsets) {
        String domain = "";
        long version = 1;
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> domain = plain(in.text());
                case 2 -> version = in.number();
                default -> {}
            }
        }
        opsets.put(domain, version);
    }

    /** ONNX's own operators have two names of their domain. */
    static String plain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    private Proto.Graph graph(Wire in) {
        if (++depth > DEEPEST) {
            throw new ChainruleException(say("its graphs are nested more than {0} deep", DEEPEST));
        }
        String name = "";
        List<Proto.Operation> nodes = Wire.list();
        List<Proto.Data> initializers = Wire.list();
        List<Proto.Port> inputs = Wire.list();
        List<Proto.Port> outputs = Wire.list();
        boolean sparse = false;
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> nodes.add(node(in.message()));
                case 2 -> name = in.text();
                case 5 -> initializers.add(tensor(in.message()));
                case 11 -> inputs.add(port(in.message()));
                case 12 -> outputs.add(port(in.message()));
                case 15 -> sparse = true;
                default -> {}
            }
        }
        depth--;
        return new Proto.Graph(name, nodes, initializers, inputs, outputs, sparse);
    }

    private Proto.Operation node(Wire in) {
        String name = "";
        String op = "";
        String domain = "";
        String overload = "";
        List<String> inputs = Wire.list();
        List<String> outputs = Wire.list();
        Map<String, Proto.Attribute> attributes = new LinkedHashMap<>();
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> inputs.add(in.text());
                case 2 -> outputs.add(in.text());
                case 3 -> name = in.text();
                case 4 -> op = in.text();
                case 5 -> {
                    Proto.Attribute attribute = attribute(in.message());
                    attributes.put(attribute.name(), attribute);
                }
                case 7 -> domain = plain(in.text());
                case 8 -> overload = in.text();
                default -> {}
            }
        }
        return new Proto.Operation(name, op, domain, overload, inputs, outputs, attributes);
    }

    private Proto.Function function(Wire in) {
        String name = "";
        String domain = "";
        String overload = "";
        List<String> inputs = Wire.list();
        List<String> outputs = Wire.list();
        List<Proto.Operation> nodes = Wire.list();
        List<Proto.Attribute> defaults = Wire.list();
        Map<String, Long> opsets = new LinkedHashMap<>();
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 4 -> inputs.add(in.text());
                case 5 -> outputs.add(in.text());
                case 7 -> nodes.add(node(in.message()));
                case 9 -> opset(in.message(), opsets);
                case 10 -> domain = plain(in.text());
                case 11 -> defaults.add(attribute(in.message()));
                case 13 -> overload = in.text();
                default -> {}
            }
        }
        return new Proto.Function(name, domain, overload, inputs, outputs, nodes, defaults, opsets);
    }

    private Proto.Attribute attribute(Wire in) {
        String name = "";
        String reference = "";
        float number = 0;
        long whole = 0;
        String text = "";
        Optional<Proto.Data> tensor = Optional.empty();
        Optional<Proto.Graph> graph = Optional.empty();
        List<Float> numbers = Wire.list();
        List<Long> wholes = Wire.list();
        List<String> texts = Wire.list();
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 2 -> number = in.real();
                case 3 -> whole = in.number();
                case 4 -> text = in.text();
                case 5 -> tensor = Optional.of(tensor(in.message()));
                case 6 -> graph = Optional.of(graph(in.message()));
                case 7 -> in.floats(numbers);
                case 8 -> in.numbers(wholes);
                case 9 -> texts.add(in.text());
                case 21 -> reference = in.text();
                default -> {}
            }
        }
        return new Proto.Attribute(name, reference, number, whole, text, tensor, graph, numbers, wholes, texts);
    }

    private static Proto.Port port(Wire in) {
        Proto.Port port = new Proto.Port("", "tensor", 0, Optional.empty());
        String name = "";
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 2 -> port = type(in.message());
                default -> {}
            }
        }
        return new Proto.Port(name, port.kind(), port.type(), port.shape());
    }

    private static Proto.Port type(Wire in) {
        Proto.Port port = new Proto.Port("", "tensor", 0, Optional.empty());
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> port = tensorType(in.message());
                case 4 -> port = new Proto.Port("", "sequence", 0, Optional.empty());
                case 5 -> port = new Proto.Port("", "map", 0, Optional.empty());
                case 8 -> port = new Proto.Port("", "sparse", 0, Optional.empty());
                case 9 -> port = new Proto.Port("", "optional", 0, Optional.empty());
                default -> {}
            }
        }
        return port;
    }

    private static Proto.Port tensorType(Wire in) {
        int type = 0;
        Optional<List<Proto.Size>> shape = Optional.empty();
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> type = in.integer();
                case 2 -> shape = Optional.of(shape(in.message()));
                default -> {}
            }
        }
        return new Proto.Port("", "tensor", type, shape);
    }

    private static List<Proto.Size> shape(Wire in) {
        List<Proto.Size> sizes = Wire.list();
        for (int field = in.next(); field > 0; field = in.next()) {
            if (field == 1) {
                sizes.add(size(in.message()));
            }
        }
        return sizes;
    }

    private static Proto.Size size(Wire in) {
        long number = -1;
        String name = "";
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> number = in.number();
                case 2 -> name = in.text();
                default -> {}
            }
        }
        return new Proto.Size(number, name);
    }

    static Proto.Data tensor(Wire in) {
        String name = "";
        int type = 0;
        List<Long> dims = Wire.list();
        List<Float> floats = Wire.list();
        List<Long> wholes = Wire.list();
        List<Double> doubles = Wire.list();
        List<String> texts = Wire.list();
        Optional<ByteBuffer> raw = Optional.empty();
        Map<String, String> external = new LinkedHashMap<>();
        boolean outside = false;
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> in.numbers(dims);
                case 2 -> type = in.integer();
                case 4 -> in.floats(floats);
                case 5, 7, 11 -> in.numbers(wholes);
                case 6 -> texts.add(in.text());
                case 8 -> name = in.text();
                case 9 -> raw = Optional.of(in.block());
                case 10 -> in.doubles(doubles);
                case 13 -> entry(in.message(), external);
                case 14 -> outside = in.number() == 1;
                default -> {}
            }
        }
        return new Proto.Data(name, type, dims, floats, wholes, doubles, texts, raw, external, outside);
    }

    private static void entry(Wire in, Map<String, String> entries) {
        String key = "";
        String value = "";
        for (int field = in.next(); field > 0; field = in.next()) {
            switch (field) {
                case 1 -> key = in.text();
                case 2 -> value = in.text();
                default -> {}
            }
        }
        entries.put(key, value);
    }
}
