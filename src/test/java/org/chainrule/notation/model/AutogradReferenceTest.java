package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values, gradients and Hessian-vector products against reference cases computed with another system, written as models
 * in the notation.
 */
class AutogradReferenceTest {
    private static final Path CASES = Path.of("src/test/resources/reference/autograd.jsonl");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return Files.readAllLines(CASES).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .map(c -> DynamicTest.dynamicTest(
                        c.get("name").getAsString() + ": "
                                + shorten(c.get("expression").getAsString()),
                        () -> check(c)));
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private static void check(JsonObject c) {
        Map<String, JsonObject> inputs = new LinkedHashMap<>();
        c.getAsJsonObject("inputs")
                .entrySet()
                .forEach(e -> inputs.put(e.getKey(), e.getValue().getAsJsonObject()));
        List<String> smooth = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        inputs.forEach((name, value) -> {
            boolean differentiable = value.get("differentiable").getAsBoolean();
            text.append(differentiable ? "param " : "input ")
                    .append(name)
                    .append(' ')
                    .append(value.get("shape"));
            text.append("int64".equals(value.get("dtype").getAsString()) ? " integer" : "")
                    .append(" = ")
                    .append(literal(value))
                    .append('\n');
            if (differentiable) {
                smooth.add(name);
            }
        });
        String expression = c.get("expression").getAsString().strip();
        int last = expression.lastIndexOf(';');
        text.append(last < 0 ? "" : expression.substring(0, last + 1) + "\n");
        text.append("OUT_ = ").append(expression.substring(last + 1)).append('\n');
        JsonObject upstream = c.getAsJsonObject("upstream");
        text.append("input UP_ ")
                .append(upstream.get("shape"))
                .append(" = ")
                .append(literal(upstream))
                .append('\n');
        text.append("LOSS_ = sum(OUT_ * UP_)\n");
        smooth.forEach(name -> text.append("G_")
                .append(name)
                .append(" = grad(LOSS_, ")
                .append(name)
                .append(")\n"));
        boolean second = c.has("hvp") && !c.get("hvp").isJsonNull();
        if (second) {
            JsonObject direction = c.getAsJsonObject("hvp").getAsJsonObject("direction");
            List<String> terms = new ArrayList<>();
            smooth.forEach(name -> {
                JsonObject v = direction.getAsJsonObject(name);
                text.append("input V_")
                        .append(name)
                        .append(' ')
                        .append(v.get("shape"))
                        .append(" = ")
                        .append(literal(v))
                        .append('\n');
                terms.add("sum(G_" + name + " * V_" + name + ")");
            });
            text.append("SLOPE_ = ").append(String.join(" + ", terms)).append('\n');
            smooth.forEach(name -> text.append("H_")
                    .append(name)
                    .append(" = grad(SLOPE_, ")
                    .append(name)
                    .append(")\n"));
        }
        Model model = Model.parse(text.toString());
        Values values = Interpreter.run(model.outputs(), model.bindings().toArray(new org.chainrule.graph.Binding[0]));
        close("value", values.get(model.get("OUT_")), c.getAsJsonObject("value"), 1e-10, 1e-9);
        JsonObject bounds = c.has("subgradient") && !c.get("subgradient").isJsonNull()
                ? c.getAsJsonObject("subgradient")
                : new JsonObject();
        for (String name : smooth) {
            Tensor gradient = values.get(model.get("G_" + name));
            if (bounds.has(name)) {
                within("gradient " + name, gradient, bounds.getAsJsonObject(name));
            } else {
                close("gradient " + name, gradient, c.getAsJsonObject("grads").getAsJsonObject(name), 1e-10, 1e-9);
            }
            if (second) {
                JsonObject product =
                        c.getAsJsonObject("hvp").getAsJsonObject("product").getAsJsonObject(name);
                close("hvp " + name, values.get(model.get("H_" + name)), product, 1e-8, 1e-8);
            }
        }
    }

    private static String literal(JsonObject tensor) {
        JsonArray shape = tensor.getAsJsonArray("shape");
        JsonArray data = tensor.getAsJsonArray("data");
        List<String> level = new ArrayList<>();
        data.forEach(x -> level.add(number(x)));
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            int size = shape.get(axis).getAsInt();
            List<String> outer = new ArrayList<>();
            for (int i = 0; i < level.size(); i += size) {
                outer.add("[" + String.join(", ", level.subList(i, i + size)) + "]");
            }
            level.clear();
            level.addAll(outer);
        }
        return level.get(0);
    }

    private static String number(JsonElement x) {
        String text = x.getAsString();
        return switch (text) {
            case "NaN" -> "nan";
            case "Infinity" -> "inf";
            case "-Infinity" -> "-inf";
            default -> text;
        };
    }

    private static void close(String what, Tensor actual, JsonObject expected, double absolute, double relative) {
        assertThat(actual.shape().toString())
                .as(what + " shape")
                .isEqualTo(expected.get("shape").toString().replace(",", ", "));
        JsonArray data = expected.getAsJsonArray("data");
        for (int i = 0; i < actual.count(); i++) {
            double b = Double.parseDouble(data.get(i).getAsString());
            double a = actual.at(i);
            boolean same = Double.compare(a, b) == 0 || Math.abs(a - b) <= absolute + relative * Math.abs(b);
            assertThat(same).as("%s entry %d: %s, expected %s", what, i, a, b).isTrue();
        }
    }

    private static void within(String what, Tensor actual, JsonObject bounds) {
        JsonArray low = side(bounds, "lower");
        JsonArray high = side(bounds, "upper");
        for (int i = 0; i < actual.count(); i++) {
            assertThat(actual.at(i))
                    .as("%s entry %d", what, i)
                    .isBetween(low.get(i).getAsDouble() - 1e-10, high.get(i).getAsDouble() + 1e-10);
        }
    }

    private static JsonArray side(JsonObject bounds, String name) {
        JsonElement side = bounds.get(name);
        return side.isJsonArray()
                ? side.getAsJsonArray()
                : side.getAsJsonObject().getAsJsonArray("data");
    }
}
