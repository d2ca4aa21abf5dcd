package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values, gradients and Hessian-vector products of expressions in products, indices and linear algebra. */
final class AutogradReferenceTest {
    private static final Path FILE = Path.of("..", "shared", "reference", "autograd", "autograd_open.jsonl");

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

    @TestFactory
    Stream<DynamicTest> reference() throws IOException {
        assumeTrue(Files.exists(FILE), "the reference values are not here: " + FILE);
        Set<String> own = new TreeSet<>();
        FAMILIES.forEach(family -> Catalogue.families()
                .getOrDefault(family.getSimpleName(), List.of())
                .forEach(function -> own.add(function.name())));
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            JsonObject row = JsonParser.parseString(line).getAsJsonObject();
            Set<String> used = new TreeSet<>();
            ops(row.get("program"), used);
            if (used.stream().anyMatch(own::contains)) {
                String name = row.get("name").getAsString();
                tests.add(DynamicTest.dynamicTest(
                        name + ": " + row.get("expression").getAsString(), () -> check(row, used)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void ops(JsonElement element, Set<String> names) {
        if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            if (object.has("op")) {
                names.add(object.get("op").getAsString());
            }
            object.asMap().values().forEach(value -> ops(value, names));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(value -> ops(value, names));
        }
    }

    private static void check(JsonObject row, Set<String> used) {
        used.forEach(op -> assumeTrue(Catalogue.find(op).isPresent(), "no function " + op));
        Map<String, Node> variables = new LinkedHashMap<>();
        List<Node> differentiable = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        row.getAsJsonObject("inputs").asMap().forEach((name, value) -> {
            JsonObject input = value.getAsJsonObject();
            Tensor tensor = tensor(input);
            boolean real = input.get("dtype").getAsString().startsWith("float");
            Type type = real ? Type.real(tensor.shape()) : Type.index(tensor.shape());
            Node leaf = Node.input(name, type, Domain.REAL);
            variables.put(name, leaf);
            bindings.add(leaf.is(tensor));
            if (input.get("differentiable").getAsBoolean()) {
                differentiable.add(leaf);
            }
        });
        Node result = build(row.getAsJsonObject("program"), variables);
        Node loss = result.times(Node.constant(tensor(row.getAsJsonObject("upstream"))))
                .sum();
        Gradient gradient = Gradient.of(loss, differentiable);
        Map<String, Node> gradients = new LinkedHashMap<>();
        differentiable.forEach(x -> gradients.put(x.op().name(), gradient.orZero(x)));
        List<Node> outputs = new ArrayList<>(gradients.values());
        outputs.add(result);
        Values values = Interpreter.run(outputs, bindings, DType.F64);
        compare(values.get(result), tensor(row.getAsJsonObject("value")), 1e-10, 1e-9);
        row.getAsJsonObject("grads")
                .asMap()
                .forEach((name, expected) ->
                        compare(values.get(at(gradients, name)), tensor(expected.getAsJsonObject()), 1e-10, 1e-9));
        if (row.has("hvp")) {
            hvp(row.getAsJsonObject("hvp"), variables, gradients, bindings);
        }
    }

    private static void hvp(
            JsonObject hvp, Map<String, Node> variables, Map<String, Node> gradients, List<Binding> bindings) {
        Node slope = Node.constant(0);
        for (Map.Entry<String, JsonElement> entry :
                hvp.getAsJsonObject("direction").asMap().entrySet()) {
            Node direction = Node.constant(tensor(entry.getValue().getAsJsonObject()));
            slope = slope.plus(at(gradients, entry.getKey()).times(direction).sum());
        }
        Gradient second = Gradient.of(slope);
        for (Map.Entry<String, JsonElement> entry :
                hvp.getAsJsonObject("product").asMap().entrySet()) {
            Node product = second.orZero(at(variables, entry.getKey()));
            Tensor value =
                    Interpreter.run(List.of(product), bindings, DType.F64).get(product);
            compare(value, tensor(entry.getValue().getAsJsonObject()), 1e-8, 1e-8);
        }
    }

    private static Node at(Map<String, Node> nodes, String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalStateException("no " + name);
        }
        return node;
    }

    private static void compare(Tensor actual, Tensor expected, double absolute, double relative) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.count(); i++) {
            double error = Math.abs(actual.at(i) - expected.at(i));
            assertThat(error)
                    .as("entry %d: %s for %s", i, actual.at(i), expected.at(i))
                    .isLessThanOrEqualTo(absolute + relative * Math.abs(expected.at(i)));
        }
    }

    private static Tensor tensor(JsonObject json) {
        long[] sizes = json.getAsJsonArray("shape").asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        double[] data = json.getAsJsonArray("data").asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
        return Tensor.of(Shape.of(sizes), data);
    }

    private static Node build(JsonObject program, Map<String, Node> inputs) {
        Map<String, Node> scope = new LinkedHashMap<>(inputs);
        if (program.has("let")) {
            program.getAsJsonArray("let").forEach(let -> {
                JsonElement value = let.getAsJsonArray().get(1);
                scope.put(let.getAsJsonArray().get(0).getAsString(), node(value.getAsJsonObject(), scope));
            });
        }
        return node(program.getAsJsonObject("result"), scope);
    }

    private static Node node(JsonObject json, Map<String, Node> scope) {
        if (json.has("var")) {
            return at(scope, json.get("var").getAsString());
        }
        if (json.has("const")) {
            return Node.constant(json.get("const").getAsDouble());
        }
        String op = json.get("op").getAsString();
        List<Arg> positional = new ArrayList<>();
        if (json.has("args")) {
            json.getAsJsonArray("args").forEach(arg -> positional.add(argument(arg, scope)));
        }
        Map<String, Arg> keywords = new LinkedHashMap<>();
        if (json.has("kwargs")) {
            json.getAsJsonObject("kwargs").asMap().forEach((name, arg) -> keywords.put(name, argument(arg, scope)));
        }
        return Catalogue.find(op).orElseThrow().call(positional, keywords);
    }

    private static Arg argument(JsonElement json, Map<String, Node> scope) {
        if (json.isJsonNull()) {
            return new Arg.None();
        }
        if (json.isJsonArray()) {
            return new Arg.Items(json.getAsJsonArray().asList().stream()
                    .map(item -> argument(item, scope))
                    .toList());
        }
        if (json.isJsonPrimitive()) {
            return json.getAsJsonPrimitive().isBoolean()
                    ? new Arg.Bool(json.getAsBoolean())
                    : json.getAsJsonPrimitive().isString()
                            ? new Arg.Text(json.getAsString())
                            : new Arg.Num(json.getAsDouble());
        }
        JsonObject object = json.getAsJsonObject();
        if (object.has("str")) {
            return new Arg.Text(object.get("str").getAsString());
        }
        if (object.has("list")) {
            return argument(object.get("list"), scope);
        }
        if (object.has("tensors")) {
            return argument(object.get("tensors"), scope);
        }
        return new Arg.Value(node(object, scope));
    }
}
