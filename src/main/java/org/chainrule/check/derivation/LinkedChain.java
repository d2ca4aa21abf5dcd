package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;

/**
 * The chain rule as it is said, {@code ∂L/∂z ∂z/∂a ∂a/∂W}: links side by side, from the result to the variable or back, whose
 * shapes need not fit as matrices. What it means is the sum over the entries of each quantity between.
 */
final class LinkedChain {
    /** How such a line is read. */
    static final Message SENTENCE = say("read so: links of the chain rule, summed over the entries of what is between");

    private final Model model;
    private final Map<String, Node> derived;
    /** The gradient that a line has given, by its name: the first link, if it is none of the model. */
    private Optional<Node> given = Optional.empty();

    LinkedChain(Model model, Map<String, Node> derived) {
        this.model = model;
        this.derived = derived;
    }

    /** What a formula comes to that is a chain of links and nothing else. */
    Optional<Node> of(Expr formula, GradientOf gradient) {
        List<Model.Ratio> links = new ArrayList<>();
        if (!collect(formula, gradient, links) || links.size() < 2) {
            return Optional.empty();
        }
        if (links.get(0).of() != gradient.of()) {
            Collections.reverse(links);
        }
        Node reached = gradient.of();
        Node value = Node.constant(1);
        for (Model.Ratio link : links) {
            if (link.of() != reached) {
                return Optional.empty();
            }
            boolean first = link == links.get(0);
            reached = link.wrt();
            value = first && given.isPresent()
                    ? given.get()
                    : Gradient.vjp(link.of(), value, List.of(reached)).orZero(reached);
        }
        return reached == gradient.variable() ? Optional.of(value) : Optional.empty();
    }

    private boolean collect(Expr expr, GradientOf gradient, List<Model.Ratio> links) {
        List<Expr> open = new ArrayList<>(List.of(expr));
        List<Boolean> turned = new ArrayList<>(List.of(false));
        while (!open.isEmpty()) {
            Expr part = open.remove(open.size() - 1);
            boolean turns = turned.remove(turned.size() - 1);
            Optional<Model.Ratio> ratio = model.ratio(part).filter(link -> !link.formula());
            if (ratio.isPresent()) {
                links.add(ratio.get());
            } else if (part instanceof Expr.Transpose transpose) {
                open.add(transpose.operand());
                turned.add(!turns);
            } else if (part instanceof Expr.Binary product && product.op().isProduct()) {
                // a transposed product has its factors in the other order
                open.add(turns ? product.left() : product.right());
                open.add(turns ? product.right() : product.left());
                turned.addAll(List.of(turns, turns));
            } else if (part instanceof Expr.Name name && isGradient(name)) {
                given = Optional.ofNullable(derived.get(name.id()));
                links.add(new Model.Ratio(gradient.of(), model.get(name.id().substring(1))));
            } else {
                return false;
            }
        }
        return true;
    }

    /** Whether a name is a gradient that a line has given, in the shape of what it is the gradient by. */
    private boolean isGradient(Expr.Name name) {
        return derived.containsKey(name.id())
                && name.id().startsWith("d")
                && model.find(name.id().substring(1))
                        .filter(node ->
                                node.shape().sameShape(derived.get(name.id()).shape()))
                        .isPresent();
    }
}
