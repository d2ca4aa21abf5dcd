package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;

/** Scalars leave products of matrices and everything else that is linear, so that they meet in one place. */
final class Scalars {
    static final Rule OUT = SIMPLIFY.rule(
                    "scalar-out-of-linear",
                    "A scalar factor goes in front of a product, a transpose and everything else that is linear.")
            .law("(c A) B = c (A B)")
            .on(Op.class, Scalars::out)
            .example("A [2, 3], B [3, 4], c []", "A / c @ (2 * B)", "2 * (A @ B) / c")
            .example("A [2, 3]", "(-A).T", "-A.T");

    private Scalars() {}

    private static Optional<Node> out(Node node, Visibility sight) {
        if (node.op() instanceof Elementwise || Product.isBroadcast(node)) {
            return Optional.empty();
        }
        Product scalar = new Product();
        List<Node> inputs = new ArrayList<>(node.inputs());
        for (int k = 0; k < inputs.size(); k++) {
            Node x = node.input(k);
            if (!node.op().isLinear(k) || !sight.isOpen(x) || x.isScalar()) {
                continue;
            }
            Product[] parts = Product.of(x, sight).split(base -> !base.isScalar());
            if (!parts[1].isOne() && !parts[1].isZero()) {
                scalar = scalar.times(parts[1]);
                inputs.set(k, parts[0].toNode(x.shape()));
            }
        }
        return scalar.isOne() && inputs.equals(node.inputs())
                ? Optional.empty()
                : Optional.of(scalar.times(Node.of(node.op(), inputs), 1).toNode(node.shape()));
    }
}
