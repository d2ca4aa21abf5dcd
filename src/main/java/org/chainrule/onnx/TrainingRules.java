package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;

/** Steps of optimisers, and the gradient itself. */
final class TrainingRules {
    private static final String DOMAIN = "ai.onnx.preview.training.";

    private TrainingRules() {}

    static void addTo(Rules rules) {
        rules.add(DOMAIN + "Adagrad", 1, c -> steps(c, 2, TrainingRules::adagrad));
        rules.add(DOMAIN + "Momentum", 1, c -> steps(c, 2, TrainingRules::momentum));
        rules.add(DOMAIN + "Adam", 1, c -> steps(c, 3, TrainingRules::adam));
        rules.add(DOMAIN + "Gradient", 1, TrainingRules::gradient);
    }

    private interface Step {
        /** The new parameter, then what is remembered. */
        List<Node> of(Call c, Node rate, Node turn, Node x, Node g, List<Node> kept);
    }

    /** Inputs are R, T, then all parameters, all gradients, and all of each kind of memory. */
    private static List<Val> steps(Call c, int kinds, Step step) {
        int count = (c.count() - 2) / (kinds + 1);
        List<List<Node>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Node> kept = new ArrayList<>();
            for (int k = 2; k <= kinds; k++) {
                kept.add(c.real(2 + k * count + i));
            }
            Node g = c.real(2 + count + i).plus(c.real(2 + i).times(c.number("norm_coefficient", 0)));
            results.add(step.of(c, c.real(0), c.real(1), c.real(2 + i), g, kept));
        }
        List<Val> out = new ArrayList<>();
        for (int k = 0; k < kinds; k++) {
            for (List<Node> result : results) {
                out.add(Call.as(result.get(k), c.type(2)));
            }
        }
        return out;
    }

    private static List<Node> adagrad(Call c, Node rate, Node turn, Node x, Node g, List<Node> kept) {
        Node slowed = rate.over(turn.times(c.number("decay_factor", 0)).plus(1));
        Node squares = kept.get(0).plus(fn("square", g));
        Node scale = fn("sqrt", squares).plus(c.number("epsilon", 1e-6));
        return List.of(x.minus(slowed.times(g).over(scale)), squares);
    }

    private static List<Node> momentum(Call c, Node rate, Node turn, Node x, Node g, List<Node> kept) {
        double alpha = c.number("alpha", 0);
        double beta = c.number("beta", 0);
        Node own = fn("where", fn("greater", turn, 0), beta, 1);
        Node v = kept.get(0).times(alpha).plus(own.times(g));
        boolean nesterov = c.text("mode", "standard").equals("nesterov");
        return List.of(x.minus(rate.times(nesterov ? g.plus(v.times(alpha)) : v)), v);
    }

    private static List<Node> adam(Call c, Node rate, Node turn, Node x, Node g, List<Node> kept) {
        double alpha = c.number("alpha", 0.9);
        double beta = c.number("beta", 0.999);
        Node v = kept.get(0).times(alpha).plus(g.times(1 - alpha));
        Node h = kept.get(1).times(beta).plus(fn("square", g).times(1 - beta));
        Node root = fn("sqrt", h).plus(c.number("epsilon", 1e-6));
        Node one = Node.constant(1);
        Node corrected =
                rate.times(fn("sqrt", one.minus(fn("pow", beta, turn)))).over(one.minus(fn("pow", alpha, turn)));
        Node used = fn("where", fn("greater", turn, 0), corrected, rate);
        Node next = x.minus(used.times(v).over(root));
        return List.of(next.times(1 - c.number("norm_coefficient_post", 0)), v, h);
    }

    private static List<Val> gradient(Call c) {
        Val y = c.named(c.text("y", ""));
        List<String> names = c.texts("xs");
        List<Val> out = new ArrayList<>();
        List<Node> wrt = new ArrayList<>();
        for (String name : names) {
            wrt.add(c.named(name).node());
        }
        if (wrt.size() > c.count()) {
            throw new ChainruleException(say("it names more inputs than it has"));
        }
        Node sum = y.node().isScalar() ? y.node() : fn("sum", y.node());
        Gradient gradient = Gradient.of(sum, wrt);
        for (Node x : wrt) {
            out.add(Call.as(gradient.orZero(x), y.type()));
        }
        return out;
    }
}
