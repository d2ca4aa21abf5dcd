package org.chainrule.notation.model;

import org.chainrule.error.ChainruleException;
import org.jspecify.annotations.Nullable;

/** What an input or a parameter may be called: a word that stays readable in a formula. */
public final class VariableNames {
    private VariableNames() {}

    /**
     * The name itself.
     *
     * @throws ChainruleException when it is missing, is no single word, or is that of a function
     */
    public static String checked(@Nullable String name) {
        if (name == null || !isWord(name)) {
            throw new ChainruleException(
                    "a variable is called by a word of letters, digits, _ and . that begins with a letter, such as W1, not "
                            + "\"{0}\"",
                    name);
        }
        // An alias such as σ is what a standard deviation is called, too.
        if (CallableFunctions.find(name)
                .filter(function -> function.name().equals(name))
                .isPresent()) {
            throw new ChainruleException(
                    "{0} is a function, and a variable of that name would be unreadable in a formula: call it {0}1 or {0}_",
                    name);
        }
        return name;
    }

    /** Letters of any script, with their accents, indices and primes. */
    private static boolean isWord(String name) {
        if (name.isEmpty()) {
            return false;
        }
        int first = name.codePointAt(0);
        return (Character.isLetter(first) || first == '_') && name.codePoints().allMatch(VariableNames::belongs);
    }

    private static boolean belongs(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER -> true;
            default -> Character.isLetter(character) || "_.'′".indexOf(character) >= 0;
        };
    }
}
