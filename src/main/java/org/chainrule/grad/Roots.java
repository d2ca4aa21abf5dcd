package org.chainrule.grad;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.chainrule.graph.Additive;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reduction;
import org.chainrule.graph.Substitution;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Norms;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Spectra;
import org.chainrule.ops.Statistics;
import org.chainrule.ops.Trigonometry;

/**
 * The way around the kink of a root. |x|, √x, a norm, a standard deviation have none where they are 0, but their squares are
 * smooth, and so is exp(−|x|²) or (1 + r)exp(−r): there the cotangent dz is a multiple q·z of the root itself, and dz times
 * the slope of z is q times half the slope of z², in which nothing is divided by 0. What comes out is right at 0, and so are
 * its derivatives.
 */
final class Roots {
    private static final int MOST_STEPS = 100;

    private Roots() {}

    /**
     * The contribution of a root, or of eigenvalues, to one input without its kink.
     *
     * @param dz the cotangent of the root
     * @param z any node
     * @return nothing unless {@code z} is a root and the cotangent vanishes with it
     */
    static Optional<Node> contribution(int arg, Node dz, Node z) {
        if (!isRoot(z)) {
            return z.inputs().size() == 1 ? underLogarithm(dz, z).or(() -> spectral(dz, z)) : Optional.empty();
        }
        Optional<Node> quotient = RootQuotient.of(dz, z).map(q -> Broadcast.to(q, dz.shape()));
        if (quotient.isPresent()) {
            return quotient.map(q -> halfSquareSlope(arg, q, z));
        }
        if (isSquareRoot(z) && isSumOfSquares(z.input(0))) {
            // A norm that is written out: 0 where it is 0, the choice of least norm, as that of the function is.
            return Optional.of(Guarded.DIV_NO_NAN.of(dz, z).over(2));
        }
        return z.op() == Rounding.ABS && Parity.isOdd(dz, z)
                ? Optional.of(Substitution.apply(dz, replaced(z, z.input(0))))
                : Optional.empty();
    }

    /** That of a node whose cotangent is divided by it, as below a logarithm: by the logarithm in one piece. */
    private static Optional<Node> underLogarithm(Node dz, Node z) {
        boolean masked = dz.op() == Masked.OP;
        Node quotient = masked ? dz.input(1) : dz;
        if (quotient.op() != Arithmetic.DIV || quotient.input(1) != z) {
            return Optional.empty();
        }
        Node q = masked ? Masked.of(dz.input(0), quotient.input(0)) : quotient.input(0);
        if (z.op() == Powers.EXP) {
            return Optional.of(q);
        }
        return Logarithms.of(z.op()).map(op -> op.vjp(0, q, Node.of(op, z.inputs()), z.inputs()));
    }

    /**
     * The contribution of eigenvalues or singular values of which each has a cotangent of its own: the derivative of what
     * comes out exists also where they coincide.
     */
    private static Optional<Node> spectral(Node dz, Node z) {
        boolean eigenvalues = z.op() == Spectra.EIGENVALUES;
        if (!eigenvalues && z.op() != Spectra.SINGULAR_VALUES) {
            return Optional.empty();
        }
        Node x = z.input(0);
        return Calculus.byEntry(dz, z)
                .map(slope -> eigenvalues ? Spectra.function(x, dz, slope) : Spectra.oddFunction(x, dz, slope));
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

    /** Whether a node is made of squares by sums, means and positive factors: where it is 0, so is its slope. */
    private static boolean isSumOfSquares(Node node) {
        Deque<Node> open = new ArrayDeque<>(List.of(node));
        for (int steps = 0; !open.isEmpty(); steps++) {
            Node at = open.pop();
            boolean square = at.op() == Powers.SQUARE
                    || (at.op() == Arithmetic.MUL && at.input(0) == at.input(1))
                    || (at.op() == Powers.POW && isNumber(at.input(1), c -> c >= 2 && c % 2 == 0));
            boolean scaled = !square && (at.op() == Arithmetic.MUL || at.op() == Arithmetic.DIV);
            if (steps == MOST_STEPS) {
                return false;
            } else if (at.op() == Arithmetic.ADD) {
                at.inputs().forEach(open::push);
            } else if (at.op() instanceof Additive || (scaled && isNumber(at.input(1), c -> c > 0))) {
                open.push(at.input(0));
            } else if (!square && at.op() == Arithmetic.MUL && isNumber(at.input(0), c -> c > 0)) {
                open.push(at.input(1));
            } else if (!square && !isNumber(at, c -> c == 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(Node node, DoublePredicate which) {
        return node.constantScalar().filter(which::test).isPresent();
    }

    private static boolean isSquareRoot(Node z) {
        return z.op() == Powers.SQRT || (z.op() == Powers.POW && isNumber(z.input(1), c -> c == 0.5));
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
