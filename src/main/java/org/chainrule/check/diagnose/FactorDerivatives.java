package org.chainrule.check.diagnose;

import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;

/** A product or quotient differentiated as if the derivative of it were that of its parts: (uv)' = u'v'. */
record FactorDerivatives(Vocabulary vocabulary, Node loss, Node variable) {
    /** So many products and quotients are tried, from the loss backwards. */
    private static final int MOST = 6;

    /** The product or quotient whose parts a claim has differentiated by themselves. */
    Optional<Node> find(Node claim) {
        List<Node> model = vocabulary.model();
        int tried = 0;
        for (int i = model.size() - 1; i >= 0 && tried < MOST; i--) {
            Node node = model.get(i);
            if (isOfVariable(node)) {
                tried++;
                if (claimed(node)
                        .filter(mistaken -> vocabulary.measure().agree(mistaken, claim))
                        .isPresent()) {
                    return Optional.of(node);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOfVariable(Node node) {
        return (node.op() == Arithmetic.MUL || node.op() == Arithmetic.DIV)
                && node.inputs().stream()
                        .allMatch(part -> part.shape().sameShape(variable.shape())
                                && part.ancestors().contains(variable));
    }

    /** What the mistake makes of a product or quotient. */
    private Optional<Node> claimed(Node node) {
        try {
            Node left = Gradient.of(node.input(0).sum(), List.of(variable)).get(variable);
            Node right = Gradient.of(node.input(1).sum(), List.of(variable)).get(variable);
            Node parts = node.op() == Arithmetic.MUL ? left.times(right) : left.over(right);
            return Gradient.of(loss, List.of(node)).find(node).map(adjoint -> adjoint.times(parts));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
