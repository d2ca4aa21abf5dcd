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
import org.chainrule.notation.syntax.BinaryOp;
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

    LinkedChain(Model model, Map<String, Node> derived) {
        this.model = model;
        this.derived = derived;
    }

    /** One link: the derivative of a quantity by another; the first may be a gradient that a line has given. */
    private record Link(Node of, Node wrt, Optional<Node> value) {}

    /** What a formula comes to that is a chain of links and nothing else. */
    Optional<Node> of(Expr formula, GradientOf gradient) {
        List<Link> links = new ArrayList<>();
        if (!collect(formula, gradient, links) || links.size() < 2) {
            return Optional.empty();
        }
        if (links.get(0).of() != gradient.of()) {
            Collections.reverse(links);
        }
        Node reached = gradient.of();
        for (Link link : links) {
            if (link.of() != reached) {
                return Optional.empty();
            }
            reached = link.wrt();
        }
        if (reached != gradient.variable()) {
            return Optional.empty();
        }
        Node value = links.get(0).value().orElseGet(() -> along(links.get(0), Node.constant(1)));
        for (Link link : links.subList(1, links.size())) {
            value = along(link, value);
        }
        return Optional.of(value);
    }

    private static Node along(Link link, Node cotangent) {
        return Gradient.vjp(link.of(), cotangent, List.of(link.wrt())).orZero(link.wrt());
    }

    private boolean collect(Expr expr, GradientOf gradient, List<Link> links) {
        List<Expr> open = new ArrayList<>(List.of(expr));
        List<Boolean> turned = new ArrayList<>(List.of(false));
        while (!open.isEmpty()) {
            Expr part = open.remove(open.size() - 1);
            boolean turns = turned.remove(turned.size() - 1);
            Optional<Model.Ratio> ratio = model.ratio(part).filter(link -> !link.formula());
            if (ratio.isPresent()) {
                links.add(new Link(ratio.get().of(), ratio.get().wrt(), Optional.empty()));
            } else if (part instanceof Expr.Transpose transpose) {
                open.add(transpose.operand());
                turned.add(!turns);
            } else if (part instanceof Expr.Binary product && isProduct(product.op())) {
                // a transposed product has its factors in the other order
                open.add(turns ? product.left() : product.right());
                open.add(turns ? product.right() : product.left());
                turned.addAll(List.of(turns, turns));
            } else if (part instanceof Expr.Name name && isGradient(name)) {
                Node wrt = model.get(name.id().substring(1));
                links.add(new Link(gradient.of(), wrt, Optional.of(derived.get(name.id()))));
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

    private static boolean isProduct(BinaryOp op) {
        return op == BinaryOp.MULTIPLY || op == BinaryOp.PRODUCT || op == BinaryOp.MATMUL;
    }
}
