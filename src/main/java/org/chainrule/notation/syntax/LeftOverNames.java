package org.chainrule.notation.syntax;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A letter that the model does not have, where the derivation speaks of everything in the model but one: {@code \\alpha} of a
 * derivation by it is the a of the model, when no line has an a. So is the t of the labels that the model calls y.
 */
final class LeftOverNames {
    private static final Pattern DERIVE = Pattern.compile("(?m)^[ \\t]*derive[ \\t][^\\n]*");
    private static final String SYMBOL = "(\\\\[A-Za-z]+|[A-Za-zΑ-ω])";
    private static final Pattern BY = Pattern.compile(
            "(?:(?:\\}\\s*\\{|/)\\s*(?:\\\\partial|∂)|\\\\nabla\\s*_)\\s*\\{?\\s*" + SYMBOL + "(?![A-Za-z({])");
    private static final Pattern STYLE =
            Pattern.compile("\\\\(?:mathbf|boldsymbol|bm|mathrm|mathit|vec)\\s*\\{\\s*(\\\\?[A-Za-z]+)\\s*\\}");
    private static final Pattern LETTER = Pattern.compile("\\\\[A-Za-z]+|[A-Za-zΑ-ω]+");

    private final KnownNames names;
    private final String text;
    private Map<String, String> found = Map.of();
    private boolean sought;

    LeftOverNames(KnownNames names, String text) {
        this.names = names;
        this.text = text;
    }

    /** What a letter stands for that nothing else has explained. */
    Optional<String> name(String id) {
        if (!sought) {
            sought = true;
            found = found();
        }
        return Optional.ofNullable(found.get(id));
    }

    private Map<String, String> found() {
        Matcher derive = DERIVE.matcher(text);
        if (!derive.find()) {
            return Map.of();
        }
        String body = STYLE.matcher(text.substring(derive.end())).replaceAll(" $1 ");
        Set<String> used = new LinkedHashSet<>();
        Matcher letter = LETTER.matcher(body);
        while (letter.find()) {
            String symbol = symbol(letter.group());
            used.add(symbol);
            used.add(names.find(symbol));
            if (!letter.group().startsWith("\\")) {
                // letters side by side are factors
                symbol.codePoints().forEach(c -> used.add(Character.toString(c)));
            }
        }
        Set<String> unknown = new LinkedHashSet<>();
        Matcher by = BY.matcher(body);
        while (by.find()) {
            String symbol = symbol(by.group(1));
            boolean known = names.has(names.find(symbol)) || names.layers().isLayered(symbol);
            if (!known && !Spellings.APPLIED.contains(symbol)) {
                unknown.add(symbol);
            }
        }
        List<String> left = names.params().stream()
                .filter(param -> !used.contains(param) && (param.length() == 1 || Spellings.isGreek(param)))
                .toList();
        Map<String, String> alias = new LinkedHashMap<>();
        if (unknown.size() == 1 && left.size() == 1) {
            alias.put(unknown.iterator().next(), left.get(0));
        }
        return alias;
    }

    private static String symbol(String written) {
        String word = written.startsWith("\\") ? written.substring(1) : written;
        return Spellings.LATEX_NAMES.getOrDefault(word, word);
    }
}
