package org.chainrule.check.diagnose;

import java.util.List;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.chainrule.tensor.Shape;

/**
 * An edit that may mend a line: one subexpression replaced by another.
 *
 * @param kind what kind of mistake this would be
 * @param cost how unlikely; the search tries small costs first
 * @param place where
 * @param replacement what stands there instead
 * @param details what the sentence says beside the old and the new text, from {@code {3}} on; expressions are printed
 */
record Candidate(Kind kind, int cost, ExprTree.Place place, Expr replacement, List<Object> details) {
    private static final int LONGEST = 160;

    /** The whole line after the edit. */
    Expr edited() {
        return place.with(replacement);
    }

    /** The sentence about it. */
    Message message(Target target) {
        Object[] arguments = new Object[3 + details.size()];
        arguments[0] = subject(target);
        arguments[1] = text(place.expr());
        arguments[2] = text(replacement);
        for (int i = 0; i < details.size(); i++) {
            Object detail = details.get(i);
            arguments[3 + i] = detail instanceof Expr e ? text(e) : detail instanceof Shape s ? s.toString() : detail;
        }
        // A logarithm is missing in the line, or in the loss that the line is right for; a number is wrong, or rounded.
        String which = details.isEmpty()
                ? ""
                : switch (kind) {
                    case MISSING_LOG -> ".loss";
                    case WRONG_NUMBER -> ".rounded";
                    default -> "";
                };
        return Message.of("diagnose." + kind.id() + which, arguments);
    }

    /** What a sentence calls the line. */
    static Object subject(Target target) {
        return target.subject()
                .<Object>map(name -> name)
                .orElseGet(() -> Message.of(target.isLeft() ? "diagnose.left_side" : "diagnose.right_side"));
    }

    /** An expression as it stands in a sentence: a very long one is cut. */
    static String text(Expr e) {
        String text = SyntaxPrinter.print(e);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
