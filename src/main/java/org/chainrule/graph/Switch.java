package org.chainrule.graph;

import org.chainrule.tensor.TensorText;

/**
 * What decides between two branches of an op, entry by entry: {@code left > right} for the larger of two, {@code x > 0} for
 * relu. Two formulas are the same only if they are on both sides of every switch.
 *
 * @param left what is compared
 * @param relation when the switch is on
 * @param right what it is compared with; both broadcast
 */
public record Switch(Node left, Relation relation, Node right) {
    /** When a switch is on. */
    public enum Relation {
        /** left &gt; right. */
        GREATER(">", "<="),
        /** left &ge; right. */
        GREATER_EQUAL(">=", "<"),
        /** left = right. */
        EQUAL("==", "!=");

        private final String on;
        private final String off;

        Relation(String on, String off) {
            this.on = on;
            this.off = off;
        }
    }

    /** On where x is greater than a number. */
    public static Switch above(Node x, double threshold) {
        return new Switch(x, Relation.GREATER, Node.constant(threshold));
    }

    /** On where x &gt; y. */
    public static Switch greater(Node x, Node y) {
        return new Switch(x, Relation.GREATER, y);
    }

    /** On where x = y. */
    public static Switch equal(Node x, Node y) {
        return new Switch(x, Relation.EQUAL, y);
    }

    /** left − right: its sign says whether the switch is on. */
    public Node margin() {
        boolean zero = right.constantScalar().map(value -> value == 0).orElse(false);
        return zero ? left : left.minus(right);
    }

    /** Whether the switch is on where left − right is this; a NaN is off. */
    public boolean isOn(double margin) {
        return switch (relation) {
            case GREATER -> margin > 0;
            case GREATER_EQUAL -> margin >= 0;
            case EQUAL -> margin == 0;
        };
    }

    /** One side of the switch as it is written: {@code u > 0}. */
    public String text(boolean on) {
        if (left.op() == Arithmetic.SUB && margin() == left) {
            return new Switch(left.input(0), relation, left.input(1)).text(on);
        }
        return side(left) + " " + (on ? relation.on : relation.off) + " " + side(right);
    }

    private static String side(Node node) {
        return node.constantScalar().map(TensorText::number).orElseGet(() -> ShortText.of(node));
    }
}
