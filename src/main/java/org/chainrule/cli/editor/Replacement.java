package org.chainrule.cli.editor;

import java.util.Optional;
import org.chainrule.check.derivation.JudgedLine;
import org.eclipse.lsp4j.Range;

/**
 * What of a line is to be replaced by its correction: all behind its sign of equality, up to where the claim ends, so that
 * comments, commas and dollars stay.
 *
 * @param range where it stands
 * @param text what is to stand there; empty when it is not known
 */
record Replacement(Range range, Optional<String> text) {
    /** The right-hand side of a judged line; empty when the claim is not one piece of one line of the text. */
    static Optional<Replacement> of(TextLines lines, JudgedLine judged) {
        int number = judged.line() - 1;
        String line = lines.line(number);
        String claim = judged.claim();
        int start = line.indexOf(claim);
        if (claim.isEmpty() || start < 0 || line.indexOf(claim, start + 1) >= 0) {
            return Optional.empty();
        }
        int equals = equalsSign(claim);
        if (equals < 0) {
            return Optional.empty();
        }
        Optional<String> text = judged.diagnosis().flatMap(JudgedLine.Mend::written);
        if (isChange(claim, equals)) {
            // dW += … becomes dW = …
            return Optional.of(new Replacement(
                    TextLines.range(number, start + equals - 1, start + claim.length()), text.map(fix -> "= " + fix)));
        }
        int from = equals + 1;
        while (from < claim.length() && claim.charAt(from) == ' ') {
            from++;
        }
        return Optional.of(new Replacement(TextLines.range(number, start + from, start + claim.length()), text));
    }

    private static boolean isChange(String claim, int equals) {
        return equals > 0 && "+-*/@".indexOf(claim.charAt(equals - 1)) >= 0;
    }

    /** The first sign outside brackets that stands alone, doubled or behind an operator, and is no part of {@code <=}; -1 if none. */
    private static int equalsSign(String claim) {
        int depth = 0;
        for (int i = 0; i < claim.length(); i++) {
            char c = claim.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (c == '=' && depth == 0) {
                boolean joined = i > 0 && "<>!~:".indexOf(claim.charAt(i - 1)) >= 0;
                return joined ? -1 : i + 1 < claim.length() && claim.charAt(i + 1) == '=' ? i + 1 : i;
            }
        }
        return -1;
    }
}
