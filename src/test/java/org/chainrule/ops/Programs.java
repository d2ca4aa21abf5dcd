package org.chainrule.ops;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Reads the reference cases and builds the graphs of their {@code program} trees through the catalogue. */
final class Programs {
    static final Path FILE = Path.of("src/test/resources/reference/autograd.jsonl");

    private Programs() {}

    /** One case with its leaves. */
    record Case(JsonObject json, Map<String, Node> leaves, Map<String, Tensor> values, Node result) {
        Node leaf(String name) {
            return Objects.requireNonNull(leaves.get(name), name);
        }

        Binding[] bindings() {
            return leaves.keySet().stream()
                    .map(name -> leaf(name).is(Objects.requireNonNull(values.get(name))))
                    .toArray(Binding[]::new);
        }

        @Override
        public String toString() {
            return json.get("name").getAsString() + ": "
                    + json.get("expression").getAsString();
        }
    }

    static List<JsonObject> all() {
        try {
            return Files.readAllLines(FILE, StandardCharsets.UTF_8).stream()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Case build(JsonObject json) {
        Map<String, Node> leaves = new LinkedHashMap<>();
        Map<String, Tensor> values = new LinkedHashMap<>();
        json.getAsJsonObject("inputs").asMap().forEach((name, input) -> {
            Tensor value = tensor(input);
            boolean index = input.getAsJsonObject().get("dtype").getAsString().startsWith("int");
            Type type = index ? Type.index(value.shape()) : Type.real(value.shape());
            leaves.put(name, Node.input(name, type, Domain.REAL));
            values.put(name, index ? value.as(DType.I64) : value);
        });
        Map<String, Node> scope = new LinkedHashMap<>(leaves);
        JsonObject program = json.getAsJsonObject("program");
        if (program.has("let")) {
            for (JsonElement line : program.getAsJsonArray("let")) {
                JsonArray pair = line.getAsJsonArray();
                scope.put(pair.get(0).getAsString(), node(pair.get(1), scope));
            }
        }
        return new Case(json, leaves, values, node(program.get("result"), scope));
    }

    private static Node node(JsonElement tree, Map<String, Node> scope) {
        Arg arg = arg(tree, scope);
        if (arg instanceof Arg.Value value) {
            return value.node();
        }
        return Node.constant(((Arg.Num) arg).value());
    }

    private static Arg arg(JsonElement tree, Map<String, Node> scope) {
        if (!tree.isJsonObject()) {
            return literal(tree);
        }
        JsonObject object = tree.getAsJsonObject();
        if (object.has("var")) {
            String name = object.get("var").getAsString();
            return new Arg.Value(Objects.requireNonNull(scope.get(name), name));
        }
        for (String key : List.of("const", "str", "list")) {
            if (object.has(key)) {
                return literal(object.get(key));
            }
        }
        if (object.has("tensors")) {
            return new Arg.Items(object.getAsJsonArray("tensors").asList().stream()
                    .map(item -> arg(item, scope))
                    .toList());
        }
        List<Arg> positional = new ArrayList<>();
        if (object.has("args")) {
            object.getAsJsonArray("args").forEach(item -> positional.add(arg(item, scope)));
        }
        Map<String, Arg> keywords = new LinkedHashMap<>();
        if (object.has("kwargs")) {
            object.getAsJsonObject("kwargs").asMap().forEach((key, value) -> keywords.put(key, arg(value, scope)));
        }
        String name = object.get("op").getAsString();
        Function function = Catalogue.find(name)
                .orElseThrow(() -> new IllegalArgumentException("the catalogue has no function " + name));
        return new Arg.Value(function.call(positional, keywords));
    }

    private static Arg literal(JsonElement value) {
        if (value.isJsonNull()) {
            return new Arg.None();
        }
        if (value.isJsonArray()) {
            return new Arg.Items(value.getAsJsonArray().asList().stream()
                    .map(Programs::literal)
                    .toList());
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        if (primitive.isString()) {
            return new Arg.Text(primitive.getAsString());
        }
        return primitive.isBoolean() ? new Arg.Bool(primitive.getAsBoolean()) : new Arg.Num(primitive.getAsDouble());
    }

    static Tensor tensor(JsonElement element) {
        JsonObject json = element.getAsJsonObject();
        List<JsonElement> shape = json.getAsJsonArray("shape").asList();
        List<JsonElement> data = json.getAsJsonArray("data").asList();
        // Non-finite numbers are the strings "NaN", "Infinity" and "-Infinity", which parseDouble reads.
        return Tensor.of(
                Shape.of(shape.stream().mapToLong(JsonElement::getAsLong).toArray()),
                data.stream()
                        .mapToDouble(x -> Double.parseDouble(x.getAsString()))
                        .toArray());
    }
}
