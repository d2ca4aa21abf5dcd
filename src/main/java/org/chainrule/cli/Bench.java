package org.chainrule.cli;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.check.RandomPoint;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A model with values to run at: those of its text, those that the page has changed, and random ones for the rest.
 *
 * @param drawn what the picture ends in: the loss, or the last definition
 * @param drawnAtRandom the names of what has no value in the text
 */
record Bench(Model model, Node drawn, List<Binding> bindings, List<String> drawnAtRandom) {
    /** What the page asks for beside the text. */
    record Options(Map<String, double[]> values, Map<String, Double> numbers, Map<String, List<String>> texts) {
        double number(String name, double otherwise) {
            return numbers.getOrDefault(name, otherwise);
        }

        /** A list of texts; null when it was not given. */
        @Nullable
        List<String> list(String name) {
            return texts.get(name);
        }

        /** Reads {@code {"values": {"W1": [1, 2]}, "rate": 0.1, "open": ["layer1"]}}. */
        static Options read(String text) {
            Map<String, double[]> values = new LinkedHashMap<>();
            Map<String, Double> numbers = new LinkedHashMap<>();
            Map<String, List<String>> texts = new LinkedHashMap<>();
            try (JsonReader json = new JsonReader(new StringReader(text.isBlank() ? "{}" : text))) {
                json.beginObject();
                while (json.hasNext()) {
                    String name = json.nextName();
                    if (name.equals("values")) {
                        json.beginObject();
                        while (json.hasNext()) {
                            values.put(json.nextName(), list(json));
                        }
                        json.endObject();
                    } else if (json.peek() == JsonToken.NUMBER) {
                        numbers.put(name, json.nextDouble());
                    } else if (json.peek() == JsonToken.BEGIN_ARRAY) {
                        List<String> list = new ArrayList<>();
                        json.beginArray();
                        while (json.hasNext()) {
                            list.add(json.nextString());
                        }
                        json.endArray();
                        texts.put(name, list);
                    } else {
                        json.skipValue();
                    }
                }
                json.endObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Options(values, numbers, texts);
        }

        private static double[] list(JsonReader json) throws IOException {
            List<Double> numbers = new ArrayList<>();
            json.beginArray();
            while (json.hasNext()) {
                numbers.add(json.nextDouble());
            }
            json.endArray();
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    static Bench of(String name, Model model, Options options) {
        long seed = (long) options.number("seed", 0);
        Node drawn = drawn(name, model);
        List<Binding> given = new ArrayList<>();
        for (Binding binding : model.bindings()) {
            given.add(changed(binding, options));
        }
        List<Node> unbound = new ArrayList<>(model.unbound());
        unbound.retainAll(new HashSet<>(drawn.ancestors()));
        List<String> names =
                unbound.stream().flatMap(node -> node.label().stream()).toList();
        List<Binding> all = unbound.isEmpty()
                ? given
                : RandomPoint.completing(List.of(drawn), given, new SplittableRandom(seed)).bindings().stream()
                        .map(binding -> changed(binding, options))
                        .toList();
        return new Bench(model, drawn, all, names);
    }

    private static Binding changed(Binding binding, Options options) {
        double[] other = options.values.get(binding.leaf().label().orElse(""));
        Tensor value = binding.value();
        return other == null || other.length != value.count()
                ? binding
                : new Binding(binding.leaf(), Tensor.of(value.dtype(), value.shape(), other));
    }

    private static Node drawn(String name, Model model) {
        if (model.lossName().isPresent()) {
            return model.loss();
        }
        List<String> definitions = model.definitions();
        if (definitions.isEmpty()) {
            throw new ChainruleException("{0} defines nothing to draw: add a line such as y = x^2", name);
        }
        return model.get(definitions.get(definitions.size() - 1));
    }

    /** What the page should say about the values. */
    List<Message> notes() {
        return List.copyOf(model.warnings());
    }

    /** The name of a node in the text; empty for none. */
    String nameOf(Node node) {
        for (Map.Entry<String, Node> entry : model.names().entrySet()) {
            if (entry.getValue() == node) {
                return entry.getKey();
            }
        }
        return node.label().orElse("");
    }
}
