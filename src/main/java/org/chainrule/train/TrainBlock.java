package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Suggest;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a model says below {@code train}:
 *
 * <pre>{@code
 * train
 * optimizer = adam(lr=0.01)
 * epochs = 20
 * batch = 32
 * shuffle = seeded
 * frozen = [W1, b1]
 * metrics = accuracy
 * X_test = file("test.csv")
 * }</pre>
 *
 * @param optimizer how to learn
 * @param epochs how often all samples are seen
 * @param batch how many samples at once; 0 for all
 * @param shuffled whether each epoch has an order of its own
 * @param padded whether the last batch is filled up with first samples
 * @param frozen the parameters that stay as they are, by name
 * @param metrics what is told of the model at the end
 * @param test values of inputs that are not trained on, by the name of the input
 */
public record TrainBlock(
        Optional<Optimizer> optimizer,
        OptionalInt epochs,
        OptionalInt batch,
        Optional<Boolean> shuffled,
        boolean padded,
        Set<String> frozen,
        List<Metric> metrics,
        Map<String, Tensor> test) {
    private static final String TEST = "_test";
    private static final Set<String> KEYS =
            new LinkedHashSet<>(List.of("optimizer", "epochs", "batch", "shuffle", "pad", "frozen", "metrics"));

    /** Copies the collections. */
    public TrainBlock {
        frozen = Set.copyOf(frozen);
        metrics = List.copyOf(metrics);
        test = Map.copyOf(test);
    }

    /**
     * The block of a model; an empty one when it has none. A scalar that is called {@code accuracy} is a metric without being named.
     *
     * @throws NotationException when something in it has no meaning, at its place
     */
    public static TrainBlock of(Model model) {
        Map<String, Expr> said = model.training();
        Map<String, Tensor> test = new LinkedHashMap<>();
        said.forEach((key, value) -> {
            if (key.endsWith(TEST)) {
                String input = key.substring(0, key.length() - TEST.length());
                if (model.find(input).filter(Node::isLeaf).isEmpty()) {
                    throw model.error(value, say("there is no input {0} to give a value for tests", input));
                }
                test.put(input, value(model, value));
            } else if (!KEYS.contains(key)) {
                throw model.error(value, unknown(key));
            }
        });
        return new TrainBlock(
                Optional.ofNullable(said.get("optimizer")).map(expr -> optimizer(model, expr)),
                number(model, said.get("epochs"), 1),
                isFull(said.get("batch")) ? OptionalInt.of(0) : number(model, said.get("batch"), 1),
                Optional.ofNullable(said.get("shuffle")).map(expr -> isSeeded(model, expr)),
                Optional.ofNullable(said.get("pad"))
                        .map(expr -> flag(model, expr))
                        .orElse(false),
                frozen(model, said.get("frozen")),
                metrics(model, said.get("metrics")),
                test);
    }

    private static Message unknown(String key) {
        return say(
                        "train has no {0}: it has {1}, and NAME_test for the values of an input",
                        key, String.join(", ", KEYS))
                .line(Suggest.hint(key, KEYS));
    }

    private static Optimizer optimizer(Model model, Expr expr) {
        try {
            return OptimizerReader.read(expr);
        } catch (ChainruleException e) {
            throw model.error(expr, e.sentence());
        }
    }

    private static OptionalInt number(Model model, @Nullable Expr expr, int least) {
        if (expr == null) {
            return OptionalInt.empty();
        }
        if (expr instanceof Expr.Num number
                && number.value() == Math.rint(number.value())
                && number.value() >= least
                && number.value() <= Integer.MAX_VALUE) {
            return OptionalInt.of((int) number.value());
        }
        throw model.error(expr, say("this has to be a whole number of at least {0}", least));
    }

    private static boolean isFull(@Nullable Expr expr) {
        return expr instanceof Expr.Name name && name.id().equals("full");
    }

    private static boolean isSeeded(Model model, Expr expr) {
        String word = expr instanceof Expr.Name name ? name.id() : expr instanceof Expr.None ? "none" : "";
        return switch (word) {
            case "seeded" -> true;
            case "none" -> false;
            default -> throw model.error(expr, say("shuffle is none or seeded"));
        };
    }

    private static boolean flag(Model model, Expr expr) {
        if (expr instanceof Expr.Bool bool) {
            return bool.value();
        }
        throw model.error(expr, say("this has to be true or false"));
    }

    private static List<Expr> items(Expr expr) {
        return expr instanceof Expr.ListOf list ? list.items() : List.of(expr);
    }

    private static Set<String> frozen(Model model, @Nullable Expr expr) {
        Set<String> frozen = new LinkedHashSet<>();
        for (Expr each : expr == null ? List.<Expr>of() : items(expr)) {
            if (!(each instanceof Expr.Name name)
                    || model.find(name.id()).filter(model.params()::contains).isEmpty()) {
                throw model.error(each, say("what is frozen is the name of a parameter"));
            }
            frozen.add(name.id());
        }
        return frozen;
    }

    private static List<Metric> metrics(Model model, @Nullable Expr expr) {
        if (expr == null) {
            return model.find("accuracy")
                    .filter(Node::isScalar)
                    .map(node -> List.of(Metric.scalar("accuracy", node)))
                    .orElse(List.of());
        }
        List<Metric> metrics = new ArrayList<>();
        for (Expr each : items(expr)) {
            metrics.add(metric(model, each));
        }
        return metrics;
    }

    private static Metric metric(Model model, Expr expr) {
        if (expr instanceof Expr.Name name
                && model.find(name.id()).filter(Node::isScalar).isPresent()) {
            return Metric.scalar(name.id(), model.get(name.id()));
        }
        BinaryOperator<Tensor> called = expr instanceof Expr.Call call ? Metric.CALLED.get(call.function()) : null;
        if (expr instanceof Expr.Call call && called != null && call.arguments().size() == 2) {
            List<Node> nodes = call.arguments().stream()
                    .map(argument -> model.resolve(argument, Map.of()))
                    .toList();
            return new Metric(call.function(), nodes, values -> called.apply(values.get(0), values.get(1)));
        }
        UnaryOperator<Tensor> ofLoss = expr instanceof Expr.Call call ? Metric.OF_LOSS.get(call.function()) : null;
        if (expr instanceof Expr.Call call && ofLoss != null && call.arguments().size() == 1) {
            Node loss = model.resolve(call.arguments().get(0), Map.of());
            return new Metric(call.function(), List.of(loss), values -> ofLoss.apply(values.get(0)));
        }
        throw model.error(
                expr,
                say(
                        "a metric is the name of a scalar that the model defines, or one of {0} with a prediction and what is true, auc(z, t), or perplexity(J)",
                        String.join(", ", Metric.CALLED.keySet())));
    }

    private static Tensor value(Model model, Expr expr) {
        Node node = model.resolve(expr, Map.of());
        try {
            return Interpreter.run(List.of(node)).get(node);
        } catch (ChainruleException e) {
            throw model.error(expr, e.sentence().firstLine());
        }
    }
}
