package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Losses, convolutions, pools and normalisation against values, gradients and Hessian products of another system. */
class LayersReferenceTest {
    private static final Set<String> OWN = Set.of(
            "mse",
            "huber",
            "bce",
            "bce_with_logits",
            "softmax_cross_entropy",
            "cross_entropy",
            "nll_loss",
            "cosine_similarity",
            "layer_norm",
            "batch_norm",
            "conv1d",
            "conv2d",
            "conv_transpose2d",
            "max_pool2d",
            "avg_pool2d");

    @TestFactory
    Stream<DynamicTest> reference() {
        return Programs.all().stream()
                .filter(json -> isOurs(ops(json.get("program"), new HashSet<>())))
                .map(json -> DynamicTest.dynamicTest(json.get("name").getAsString(), () -> check(json)));
    }

    private static boolean isOurs(Set<String> ops) {
        return ops.stream().anyMatch(OWN::contains) && Catalogue.names().containsAll(ops);
    }

    private static Set<String> ops(JsonElement tree, Set<String> ops) {
        if (tree.isJsonArray()) {
            tree.getAsJsonArray().forEach(item -> ops(item, ops));
        } else if (tree.isJsonObject()) {
            tree.getAsJsonObject().asMap().forEach((key, value) -> {
                if (key.equals("op")) {
                    ops.add(value.getAsString());
                } else {
                    ops(value, ops);
                }
            });
        }
        return ops;
    }

    private static void check(JsonObject json) {
        Programs.Case built = Programs.build(json);
        Binding[] at = built.bindings();
        Node y = built.result();
        close("value", Interpreter.run(List.of(y), at).get(y), Programs.tensor(json.get("value")), 1e-9);
        if (!json.get("smooth").getAsBoolean()) {
            // At a kink the other system picks one of many derivatives.
            return;
        }
        Node loss =
                y.times(Node.constant(Programs.tensor(json.get("upstream")))).sum();
        Map<String, JsonElement> expected = json.getAsJsonObject("grads").asMap();
        List<Node> wrt =
                expected.keySet().stream().map(name -> built.leaf(name)).toList();
        Gradient gradient = Gradient.of(loss, wrt);
        List<Node> outputs = new ArrayList<>();
        wrt.forEach(x -> outputs.add(gradient.orZero(x)));
        compare("gradient", expected, outputs, at, 1e-9);
        if (json.has("hvp")) {
            JsonObject hvp = json.getAsJsonObject("hvp");
            Node slope = Node.constant(0);
            for (Map.Entry<String, JsonElement> v :
                    hvp.getAsJsonObject("direction").asMap().entrySet()) {
                Node direction = Node.constant(Programs.tensor(v.getValue()));
                slope = slope.plus(
                        gradient.orZero(built.leaf(v.getKey())).times(direction).sum());
            }
            Map<String, JsonElement> products = hvp.getAsJsonObject("product").asMap();
            Gradient second = Gradient.of(slope, wrt);
            List<Node> rows = products.keySet().stream()
                    .map(name -> second.orZero(built.leaf(name)))
                    .toList();
            compare("hvp", products, rows, at, 1e-8);
        }
    }

    private static void compare(
            String what, Map<String, JsonElement> expected, List<Node> nodes, Binding[] at, double relative) {
        Values values = Interpreter.run(nodes, at);
        int i = 0;
        for (Map.Entry<String, JsonElement> entry : expected.entrySet()) {
            close(
                    what + " by " + entry.getKey(),
                    values.get(nodes.get(i++)),
                    Programs.tensor(entry.getValue()),
                    relative);
        }
    }

    private static void close(String what, Tensor actual, Tensor expected, double relative) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.count(); i++) {
            double a = actual.at(i);
            double b = expected.at(i);
            boolean close =
                    a == b || (Double.isNaN(a) && Double.isNaN(b)) || Math.abs(a - b) <= 1e-10 + relative * Math.abs(b);
            assertThat(close)
                    .as("%s, entry %d: %s instead of %s", what, i, a, b)
                    .isTrue();
        }
    }
}
