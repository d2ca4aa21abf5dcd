package org.chainrule.grad;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reduction;
import org.chainrule.graph.Substitution;
import org.chainrule.ops.Norms;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Statistics;
import org.chainrule.ops.Trigonometry;

/**
 * The way around the kink of a root. |x|, √x, a norm, a standard deviation have none where they are 0, but their squares are
 * smooth, and so is exp(−|x|²) or (1 + r)exp(−r): there the cotangent dz is a multiple q·z of the root itself, and dz times
 * the slope of z is q times half the slope of z², in which nothing is divided by 0. What comes out is right at 0, and so are
 * its derivatives.
 */
final class Roots {
    private Roots() {}

    /**
     * The contribution of a root to one input without its kink.
     *
     * @param dz the cotangent of the root
     * @param z any node
     * @return nothing unless {@code z} is a root and the cotangent vanishes with it
     */
    static Optional<Node> contribution(int arg, Node dz, Node z) {
        if (!isRoot(z)) {
            return Optional.empty();
        }
        Optional<Node> quotient = RootQuotient.of(dz, z).map(q -> Broadcast.to(q, dz.shape()));
        if (quotient.isPresent()) {
            return quotient.map(q -> halfSquareSlope(arg, q, z));
        }
        return z.op() == Rounding.ABS && Parity.isOdd(dz, z)
                ? Optional.of(Substitution.apply(dz, replaced(z, z.input(0))))
                : Optional.empty();
    }

    private static NodeMap<Node> replaced(Node z, Node x) {
        NodeMap<Node> map = new NodeMap<>();
        map.put(z, x);
        return map;
    }

    static boolean isRoot(Node z) {
        return z.op() == Rounding.ABS
                || isSquareRoot(z)
                || z.op() == Trigonometry.HYPOT
                || (z.op() instanceof Norms.Norm norm && norm.ord() == 2)
                || (z.op() instanceof Statistics.Spread spread && spread.root());
    }

    private static boolean isSquareRoot(Node z) {
        return z.op() == Powers.SQRT
                || (z.op() == Powers.POW
                        && z.input(1).constantScalar().filter(c -> c == 0.5).isPresent());
    }

    /** q times the derivative of z²/2 by an input. */
    private static Node halfSquareSlope(int arg, Node q, Node z) {
        Node x = z.input(0);
        if (isSquareRoot(z)) {
            return q.over(2);
        }
        if (z.op() instanceof Norms.Norm norm) {
            return Reduction.kept(q, x, norm.axes(), norm.keepdims()).times(x);
        }
        if (z.op() instanceof Statistics.Spread spread) {
            Node variance = Statistics.var(x, spread.axes(), spread.ddof(), spread.keepdims());
            return variance.op().vjp(0, q.over(2), variance, List.of(x));
        }
        return q.times(z.input(arg));
    }
}
