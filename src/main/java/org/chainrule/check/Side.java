package org.chainrule.check;

import java.util.Arrays;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;

/**
 * One of the two sides of a switch.
 *
 * @param on which
 * @param strict whether 0 is on neither, as ties for the largest entry are, where conventions decide
 */
record Side(Switch each, boolean on, boolean strict) {
    private static final double[] SIGNS = {-1, 0, 1};

    /** However the switch is written, it is its margin that is compared with 0. */
    Side {
        Node margin = each.margin();
        each = margin == each.left() ? each : new Switch(margin, each.relation(), Node.constant(0));
    }

    /** A side of a switch; of one that asks for the largest entry it is its lead that is compared with 0. */
    Side(Switch each, boolean on) {
        this(Leads.of(each), each, on);
    }

    private Side(Optional<Node> lead, Switch each, boolean on) {
        this(lead.map(ahead -> Switch.above(ahead, 0)).orElse(each), on, lead.isPresent());
    }

    /** Whether a number left − right is on it; none is where there is no number. */
    boolean holds(double margin) {
        return !Double.isNaN(margin) && !(strict && margin == 0) && each.isOn(margin) == on;
    }

    /** The other side. */
    Side other() {
        return new Side(each, !on, strict);
    }

    /** Whether no number is on both sides, as x &gt; y and y &gt; x are. */
    boolean excludes(Side side) {
        Node margin = each.left();
        Node other = side.each().left();
        boolean opposite = margin.op() == Arithmetic.SUB
                && other.op() == Arithmetic.SUB
                && margin.input(0) == other.input(1)
                && margin.input(1) == other.input(0);
        return (margin == other || opposite)
                && Arrays.stream(SIGNS).noneMatch(sign -> holds(sign) && side.holds(opposite ? -sign : sign));
    }
}
