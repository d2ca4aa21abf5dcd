package org.chainrule.check.derivation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.LayerName;
import org.chainrule.notation.syntax.Renaming;

/** The names of one layer, and the same with the number left open: {@code W3} is {@code W[l+1]} where l is 2. */
final class LayerNames {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern NUMBERED = Pattern.compile("(.*?[^\\d_])_?(\\d{1,4})");

    private final Set<String> names;
    /** The model's names by what stands before their numbers. */
    private final Map<String, Map<Integer, String>> families = new LinkedHashMap<>();

    /** @param names all that a line may use */
    LayerNames(Set<String> names) {
        this.names = new LinkedHashSet<>(names);
        for (String name : names) {
            Matcher parts = NUMBERED.matcher(name);
            if (parts.matches()) {
                families.computeIfAbsent(parts.group(1), base -> new LinkedHashMap<>())
                        .putIfAbsent(Integer.parseInt(parts.group(2)), name);
            }
        }
    }

    /** A name with the number of its layer left open; the name itself when it has none. */
    private String open(String name, int number) {
        Matcher parts = NUMBERED.matcher(name);
        if (!parts.matches() || !isFamily(parts.group(1))) {
            return name;
        }
        int shift = Integer.parseInt(parts.group(2)) - number;
        return new LayerName(parts.group(1), false, shift).id();
    }

    private boolean isFamily(String base) {
        return families.containsKey(base) || (base.startsWith("d") && families.containsKey(base.substring(1)));
    }

    /** An expression with the numbers of its layers left open. */
    Expr open(Expr expr, int number) {
        return Renaming.of(expr, name -> open(name, number));
    }

    /** A sentence with the numbers of layers left open. */
    Message open(Message message, int number) {
        List<Object> arguments = message.arguments().stream()
                .map(argument -> argument instanceof Message inner
                        ? open(inner, number)
                        : argument instanceof String text ? openText(text, number) : argument)
                .toList();
        return new Message(message.key(), arguments);
    }

    String openText(String text, int number) {
        return WORD.matcher(text)
                .replaceAll((MatchResult word) -> Matcher.quoteReplacement(open(word.group(), number)));
    }

    /** The expression as it reads in one layer. */
    Expr in(Expr expr, int number) {
        return Renaming.of(expr, id -> LayerName.parse(id)
                .filter(name -> !name.last())
                .map(name -> in(name, number))
                .orElse(id));
    }

    private String in(LayerName name, int number) {
        boolean gradient = !families.containsKey(name.base()) && name.base().startsWith("d");
        String base = gradient ? name.base().substring(1) : name.base();
        int layer = number + name.shift();
        Map<Integer, String> family = families.getOrDefault(base, Map.of());
        Optional<String> input = layer == 0
                ? LayerName.inputs(base).stream().filter(names::contains).findFirst()
                : Optional.empty();
        return (gradient ? "d" : "") + family.getOrDefault(layer, input.orElse(base + layer));
    }
}
