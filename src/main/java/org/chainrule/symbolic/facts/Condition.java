package org.chainrule.symbolic.facts;

import static org.chainrule.message.Message.say;

import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold of the entries of an expression for another one to be defined.
 *
 * @param relation how the entries lie to 0, or to -1 and 1
 * @param of the expression
 * @param where counts only where this is not 0, the condition of a {@code where}; null for everywhere
 */
public record Condition(Relation relation, Node of, @Nullable Node where) {
    /** How entries have to lie. */
    public enum Relation {
        /** Greater than 0. */
        POSITIVE,
        /** At least 0. */
        NONNEGATIVE,
        /** Not 0. */
        NONZERO,
        /** From -1 to 1. */
        WITHIN_ONE,
        /** From 1 on. */
        ABOVE_ONE,
        /** Each matrix is symmetric and positive definite. */
        DEFINITE
    }

    /** A condition that counts everywhere. */
    static Condition everywhere(Relation relation, Node of) {
        return new Condition(relation, of, null);
    }

    /** Whether a number satisfies it; of matrices nothing is said. */
    public boolean allows(double x) {
        return switch (relation) {
            case POSITIVE -> x > 0;
            case NONNEGATIVE -> x >= 0;
            case NONZERO -> x != 0;
            case WITHIN_ONE -> x >= -1 && x <= 1;
            case ABOVE_ONE -> x >= 1;
            case DEFINITE -> true;
        };
    }

    /** Whether what is left out is no more than the zeros of an expression, so that it has no interior as a rule. */
    public boolean leavesOutLittle() {
        return relation == Relation.NONZERO;
    }

    /** Whether another condition follows from this one. */
    public boolean implies(Condition other) {
        boolean stronger = relation == other.relation
                || (relation == Relation.POSITIVE
                        && (other.relation == Relation.NONNEGATIVE || other.relation == Relation.NONZERO))
                || (relation == Relation.ABOVE_ONE
                        && (other.relation == Relation.POSITIVE
                                || other.relation == Relation.NONNEGATIVE
                                || other.relation == Relation.NONZERO));
        return stronger && of == other.of && (where == null || where == other.where);
    }

    /** The condition as a formula: {@code x > 0}. */
    public Message text() {
        String x = ShortText.of(of);
        Message formula =
                switch (relation) {
                    case POSITIVE -> Message.verbatim(x + " > 0");
                    case NONNEGATIVE -> Message.verbatim(x + " >= 0");
                    case NONZERO -> Message.verbatim(nonzero());
                    case WITHIN_ONE -> Message.verbatim("-1 <= " + x + " <= 1");
                    case ABOVE_ONE -> Message.verbatim(x + " >= 1");
                    case DEFINITE -> say("{0} is positive definite", x);
                };
        return where == null ? formula : say("{0} where {1}", formula, ShortText.of(where));
    }

    /** What is left out, for a sentence that begins with "except": {@code where x = 0}. */
    public Message exception() {
        return say("except where {0}", excluded());
    }

    /** Where it is not 0: a comparison where it holds. */
    private String nonzero() {
        Node node = written();
        return Comparison.OPPOSITES.containsKey(node.op()) ? comparison(node, node.op()) : ShortText.of(of) + " != 0";
    }

    /** Where it is 0: a comparison where its opposite holds. */
    private String zero() {
        Node node = written();
        Op opposite = Comparison.OPPOSITES.get(node.op());
        return opposite == null ? ShortText.of(of) + " = 0" : comparison(node, opposite);
    }

    private static String comparison(Node node, Op op) {
        return ShortText.of(node.input(0)) + " " + Comparison.symbol(op) + " " + ShortText.of(node.input(1));
    }

    /** The expression before it was spread over an axis. */
    private Node written() {
        Node node = of;
        while (node.op() instanceof ExpandDims || node.op() instanceof Broadcast) {
            node = node.input(0);
        }
        return node;
    }

    /** What is left out: {@code x = 0}. */
    public Message excluded() {
        String x = ShortText.of(of);
        return switch (relation) {
            case POSITIVE -> Message.verbatim(x + " <= 0");
            case NONNEGATIVE -> Message.verbatim(x + " < 0");
            case NONZERO -> Message.verbatim(zero());
            case WITHIN_ONE -> say("{0} lies outside -1 to 1", x);
            case ABOVE_ONE -> Message.verbatim(x + " < 1");
            case DEFINITE -> say("{0} is not positive definite", x);
        };
    }
}
