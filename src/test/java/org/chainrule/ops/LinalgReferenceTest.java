package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Products, indices and linear algebra against values, gradients and Hessian products of another system. */
final class LinalgReferenceTest {
    private static final List<Class<?>> FAMILIES = List.of(
            Slicing.class,
            Indexing.class,
            Layout.class,
            Gathering.class,
            Products.class,
            Einsums.class,
            Diagonals.class,
            Inverses.class,
            Determinants.class,
            MatrixFunctions.class,
            Spectra.class);

    private static final Pattern OP = Pattern.compile("\"op\":\"(\\w+)\"");

    @TestFactory
    Stream<DynamicTest> reference() {
        Set<String> own = new TreeSet<>();
        FAMILIES.forEach(family -> Catalogue.families()
                .getOrDefault(family.getSimpleName(), List.of())
                .forEach(function -> own.add(function.name())));
        return Programs.all().stream()
                .filter(row -> uses(row, own))
                .map(row -> DynamicTest.dynamicTest(row.get("name").getAsString(), () -> check(row)));
    }

    private static boolean uses(JsonObject row, Set<String> functions) {
        Matcher op = OP.matcher(row.get("program").toString());
        while (op.find()) {
            if (functions.contains(op.group(1))) {
                return true;
            }
        }
        return false;
    }

    private static void check(JsonObject row) {
        Programs.Case built = Programs.build(row);
        Binding[] bindings = built.leaves().entrySet().stream()
                .map(leaf -> leaf.getValue().is(value(built.values(), leaf.getKey())))
                .toArray(Binding[]::new);
        compare(built.result(), row.get("value"), 1e-9, bindings);
        Node loss = built.result()
                .times(Node.constant(Programs.tensor(row.get("upstream"))))
                .sum();
        Map<String, Node> gradients = gradients(loss, built.leaves(), row.getAsJsonObject("grads"));
        gradients.forEach((name, gradient) ->
                compare(gradient, row.getAsJsonObject("grads").get(name), 1e-9, bindings));
        if (row.has("hvp")) {
            JsonObject hvp = row.getAsJsonObject("hvp");
            Node slope = Node.constant(0);
            for (Map.Entry<String, Node> gradient : gradients.entrySet()) {
                JsonElement direction = hvp.getAsJsonObject("direction").get(gradient.getKey());
                slope = slope.plus(gradient.getValue()
                        .times(Node.constant(Programs.tensor(direction)))
                        .sum());
            }
            gradients(slope, built.leaves(), hvp.getAsJsonObject("product"))
                    .forEach((name, product) ->
                            compare(product, hvp.getAsJsonObject("product").get(name), 1e-8, bindings));
        }
    }

    private static Tensor value(Map<String, Tensor> values, String name) {
        Tensor value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no value of " + name);
        }
        return value;
    }

    private static Map<String, Node> gradients(Node of, Map<String, Node> leaves, JsonObject wanted) {
        Gradient gradient = Gradient.of(of);
        Map<String, Node> gradients = new LinkedHashMap<>();
        leaves.forEach((name, leaf) -> {
            if (wanted.has(name)) {
                gradients.put(name, gradient.orZero(leaf));
            }
        });
        return gradients;
    }

    private static void compare(Node node, JsonElement json, double relative, Binding... bindings) {
        Tensor actual = Interpreter.run(List.of(node), bindings).get(node);
        Tensor expected = Programs.tensor(json);
        assertThat(actual.shape()).isEqualTo(expected.shape());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < expected.count(); i++) {
            double error = Math.abs(actual.at(i) - expected.at(i));
            if (!(error <= (relative > 1e-9 ? relative : 1e-10) + relative * Math.abs(expected.at(i)))) {
                wrong.add(i + ": " + actual.at(i) + " for " + expected.at(i));
            }
        }
        assertThat(wrong).as("entries of %s", node).isEmpty();
    }
}
