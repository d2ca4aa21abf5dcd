package org.chainrule.check;

import org.chainrule.graph.Switch;

/**
 * One of the two sides of a switch.
 *
 * @param on which
 */
record Side(Switch each, boolean on) {
    /** Whether a number left − right is on it; none is where there is no number. */
    boolean holds(double margin) {
        return !Double.isNaN(margin) && each.isOn(margin) == on;
    }

    /** The other side. */
    Side other() {
        return new Side(each, !on);
    }
}
