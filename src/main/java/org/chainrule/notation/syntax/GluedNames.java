package org.chainrule.notation.syntax;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names of the model without blanks between, as LaTeX writes products: {@code WX}, and {@code S_Wu}, which is S_W u. */
final class GluedNames {
    private static final Pattern FACTOR = Pattern.compile("\\p{L}(?:_[\\p{L}\\p{N}])?");
    private static final int LONGEST = 12;

    private GluedNames() {}

    /** The names that a word is made of, as they are written; none when it is one name, or holds another letter. */
    static List<String> in(String id, KnownNames names) {
        if (id.length() > LONGEST
                || names.isGradient(id)
                || names.has(id)
                || !names.find(id).equals(id)) {
            return List.of();
        }
        List<String> factors =
                FACTOR.matcher(id).results().map(MatchResult::group).toList();
        boolean known = String.join("", factors).equals(id)
                && factors.stream()
                        .allMatch(factor -> names.has(factor) || factor.equals("I") || isSpelt(factor, names));
        return known ? factors : List.of();
    }

    /** Whether a factor is a name of the model that is spelt otherwise there: λ, S_W. */
    private static boolean isSpelt(String factor, KnownNames names) {
        return (factor.indexOf('_') > 0 || Spellings.isGreek(factor) || Character.isUpperCase(factor.charAt(0)))
                && names.has(names.find(factor));
    }
}
