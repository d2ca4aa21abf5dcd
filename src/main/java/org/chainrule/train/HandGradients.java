package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.DType;

/** The gradients that a text derives by hand below {@code derive}, right or wrong, so that a model can be trained with them. */
public final class HandGradients {
    private HandGradients() {}

    /**
     * What a text says the gradients of its parameters are.
     *
     * @throws ChainruleException when it says nothing of any, or a gradient has not the shape of its parameter
     */
    public static Map<Node, Node> of(Model model) {
        Map<String, Node> derived = new LinkedHashMap<>();
        Map<Node, Node> gradients = new LinkedHashMap<>();
        for (Statement claim :
                model.claims().stream().flatMap(HandGradients::each).toList()) {
            if (claim instanceof Statement.Define define) {
                Node value = model.resolve(define.value(), derived);
                String name = define.name().id();
                derived.put(name, value);
                if (name.startsWith("d")) {
                    put(model, name.substring(1), value, define.value(), gradients);
                }
            } else if (claim instanceof Statement.GradientClaim gradient) {
                put(model, gradient.wrt().id(), model.resolve(gradient.value(), derived), gradient.value(), gradients);
            }
        }
        if (gradients.isEmpty()) {
            throw new ChainruleException(
                    "{0} derives no gradient of a parameter: add derive J, and lines such as dW = …",
                    model.source().name());
        }
        return gradients;
    }

    private static Stream<Statement> each(Statement claim) {
        return claim instanceof Statement.Layered layered
                ? layered.instances().stream().map(Statement.InLayer::statement)
                : Stream.of(claim);
    }

    private static void put(Model model, String name, Node value, Expr at, Map<Node, Node> gradients) {
        model.find(name).filter(model.params()::contains).ifPresent(param -> {
            if (!value.shape().equals(param.shape())) {
                throw model.error(
                        at,
                        say(
                                "d{0} has shape {1}, and {0} has shape {2}: no step can be made with it",
                                name, value.shape(), param.shape()));
            }
            gradients.put(param, value);
        });
    }

    /**
     * A trainer that follows these gradients, and the right ones of parameters of which nothing is said.
     *
     * @param training what is trained otherwise
     */
    public static Trainer trainer(Training training, Optimizer optimizer, DType dtype) {
        Map<Node, Node> theirs = of(training.model());
        List<Node> params = training.learning();
        Gradient right = Gradient.of(training.model().loss(), params);
        List<Node> gradients = new ArrayList<>();
        for (Node param : params) {
            gradients.add(theirs.containsKey(param) ? theirs.get(param) : right.get(param));
        }
        return Trainer.of(
                TrainStep.of(training.model().loss(), params, gradients, optimizer), training.initial(), dtype);
    }
}
