package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Node;

/** Scalars leave products of matrices and everything else that is linear, so that they meet in one place. */
final class Scalars {
    /** The inputs in which an op is linear, one at a time. */
    private static final Map<String, List<Integer>> LINEAR = Map.ofEntries(
            Map.entry("matmul", List.of(0, 1)),
            Map.entry("outer", List.of(0, 1)),
            Map.entry("kron", List.of(0, 1)),
            Map.entry("transpose", List.of(0)),
            Map.entry("reshape", List.of(0)),
            Map.entry("squeeze", List.of(0)),
            Map.entry("expand_dims", List.of(0)),
            Map.entry("vec", List.of(0)),
            Map.entry("trace", List.of(0)),
            Map.entry("diag_embed", List.of(0)),
            Map.entry("diag_part", List.of(0)),
            Map.entry("conv2d", List.of(0, 1)),
            Map.entry("conv2d_kernel", List.of(0, 1)),
            Map.entry("conv2d_input", List.of(0, 1)),
            Map.entry("solve", List.of(1)));

    static final Rule OUT = Rule.define(
                    SIMPLIFY,
                    "scalar-out-of-linear",
                    "A scalar factor goes in front of a product, a transpose and everything else that is linear.")
            .law("(c A) B = c (A B)", "(c A) B = c (A B)")
            .on(LINEAR.keySet().stream().sorted().toList(), Scalars::out)
            .example("A [2, 3], B [3, 4], c []", "A / c @ (2 * B)", "2 * (A @ B) / c")
            .example("A [2, 3]", "(-A).T", "-A.T");

    private Scalars() {}

    private static Optional<Node> out(Node node, Visibility sight) {
        if (!Visibility.isOwn(node, node.op().name()) || Product.isBroadcast(node)) {
            return Optional.empty();
        }
        Product scalar = new Product();
        List<Node> inputs = new ArrayList<>(node.inputs());
        for (int k : LINEAR.getOrDefault(node.op().name(), List.of())) {
            Node x = node.input(k);
            if (!sight.isOpen(x) || x.isScalar()) {
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
