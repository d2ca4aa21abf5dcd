package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Domain;

/** The derivative of an elementwise function written with a prime: {@code σ'(z)}. */
final class Primes {
    /** A formula grows manifold with each derivative. */
    private static final int MOST = 8;

    private Primes() {}

    static Node derivative(Function function, List<Arg> arguments, Map<String, Arg> keywords, int order) {
        if (arguments.isEmpty()) {
            throw new ChainruleException("{0}' needs its argument", function.name());
        }
        if (order > MOST) {
            throw new ChainruleException(
                    "{0} has {1} primes, and at most {2} are possible: each derivative is many times as long as the "
                            + "one before",
                    function.name(), order, MOST);
        }
        Node x = Expressions.toNode(arguments.get(0));
        // Differentiated in a variable of its own: x may be any expression, with x inside it.
        Node t = Node.input("t", Type.real(x.shape()), Domain.REAL);
        List<Arg> inner = new ArrayList<>(arguments);
        inner.set(0, new Arg.Value(t));
        Node result = function.call(inner, keywords);
        refuseUnlessElementwise(function, result, t, Expressions.toNode(arguments.get(0)));
        for (int i = 0; i < order; i++) {
            result = Gradient.vjp(result, Fill.with(1, result.shape()), List.of(t))
                    .orZero(t);
        }
        NodeMap<Node> back = new NodeMap<>();
        back.put(t, x);
        return Substitution.apply(List.of(result), back).get(0);
    }

    /** A prime of softmax would be the sum of each column of its Jacobian, which nobody means. */
    private static void refuseUnlessElementwise(Function function, Node result, Node t, Node x) {
        Walk walk = Walk.from(List.of(result));
        boolean[] reached = new boolean[walk.size()];
        for (int i = 0; i < walk.size(); i++) {
            Node node = walk.node(i);
            reached[i] = node == t;
            for (int k = 0; k < node.inputs().size(); k++) {
                reached[i] |= reached[walk.input(i, k)];
            }
            if (reached[i] && node != t && node.op().maskRule() != MaskRule.ELEMENTWISE) {
                String call = function.name() + "(" + ShortText.of(x) + ")";
                throw new ChainruleException(
                        "{0}' has no meaning: a prime is the derivative of a function of each entry, and an entry "
                                + "of {1} depends on several; write jacobian({1}, {2}) for all derivatives, "
                                + "jvp({1}, {2}, v) for their product with a direction",
                        function.name(), call, ShortText.of(x));
            }
        }
    }
}
