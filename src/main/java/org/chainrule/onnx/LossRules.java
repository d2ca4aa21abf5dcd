package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;

/** Losses with classes. */
final class LossRules {
    private LossRules() {}

    static void addTo(Rules rules) {
        rules.add("NegativeLogLikelihoodLoss", 12, c -> c.out(loss(c, "nll_loss", c.real(0))));
        rules.add(
                "SoftmaxCrossEntropyLoss",
                12,
                c -> List.of(
                        Call.as(loss(c, "softmax_cross_entropy", c.real(0)), c.type(0)),
                        Call.as(fn("log_softmax", c.real(0), "axis=", 1), c.type(0))));
    }

    private static Node loss(Call c, String name, Node x) {
        List<Object> arguments = new ArrayList<>(List.of(x, c.node(1), "axis=", 1));
        if (c.has(2)) {
            arguments.addAll(List.of("weight=", c.real(2)));
        }
        if (c.has("ignore_index")) {
            arguments.addAll(List.of("ignore_index=", c.whole("ignore_index", 0)));
        }
        arguments.addAll(List.of("reduction=", c.text("reduction", "mean")));
        return fn(name, arguments.toArray());
    }
}
