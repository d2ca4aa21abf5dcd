package org.chainrule.code;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that are names in the language too, none twice: {@code σ} is {@code sigma}, and {@code lambda} is no name in Python. */
final class Identifiers {
    private final Set<String> taken = new HashSet<>();

    /** @param reserved words with blanks between them that mean something in the language */
    Identifiers(String reserved) {
        taken.addAll(Set.of(reserved.strip().split("\\s+", -1)));
    }

    /** A name that nothing else has, as near to the one wanted as can be. */
    String fresh(String wanted) {
        String plain = plain(wanted);
        String name = plain;
        for (int i = 2; !taken.add(name); i++) {
            name = plain + "_" + i;
        }
        return name;
    }

    /** Whether a name can still be had as it is. */
    boolean isFree(String name) {
        return !taken.contains(name);
    }

    private static String plain(String wanted) {
        StringBuilder name = new StringBuilder();
        Normalizer.normalize(wanted, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (c == '_' || (c < 128 && Character.isLetterOrDigit(c))) {
                name.appendCodePoint(c);
            } else if (Character.UnicodeBlock.of(c) == Character.UnicodeBlock.GREEK && Character.isLetter(c)) {
                String[] words = Character.getName(c).toLowerCase(Locale.ROOT).split(" ", -1);
                String letter = words.length > 3 ? words[3] : "greek";
                name.append(
                        Character.isUpperCase(c)
                                ? letter.substring(0, 1).toUpperCase(Locale.ROOT) + letter.substring(1)
                                : letter);
            } else {
                name.append('_');
            }
        });
        // No language has names that begin with a digit, and MATLAB none that begin with an underscore.
        boolean letter = name.length() > 0 && Character.isLetter(name.charAt(0));
        return letter ? name.toString() : "x" + name;
    }
}
