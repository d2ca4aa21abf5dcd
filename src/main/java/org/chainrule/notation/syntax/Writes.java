package org.chainrule.notation.syntax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement of code changes that cannot be read: {@code dz} in {@code dz += b}, {@code dz[a <= 0] = 0} and
 * {@code np.add.at(dz, i, g)}. It rather names too much than too little: what is named here is not judged.
 */
final class Writes {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    /** A key such as that of {@code grads["dW"]}. */
    private static final Pattern KEY = Pattern.compile("\\[\\s*f?[\"']([\\p{L}_][\\p{L}\\p{N}_]*)[\"']");

    private static final List<Pattern> CHANGING = List.of(
            Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_]*)\\.[\\p{L}\\p{N}_]+_\\("),
            Pattern.compile("\\.at\\(\\s*([\\p{L}_][\\p{L}\\p{N}_]*)"),
            Pattern.compile("\\bout\\s*=\\s*([\\p{L}_][\\p{L}\\p{N}_]*)"),
            Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_]*)\\.(?:fill|sort|put|itemset|resize|partition|setflags)\\("),
            Pattern.compile(
                    "\\b(?:put|place|copyto|putmask|fill_diagonal|put_along_axis)\\(\\s*([\\p{L}_][\\p{L}\\p{N}_]*)"));

    /** A call that stands alone, and what it is given. */
    private static final Pattern CALL =
            Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.]*)\\s*\\((.*)\\)\\s*;?", Pattern.DOTALL);

    /** Calls that leave alone what they are given. */
    private static final Set<String> HARMLESS = Set.of(
            "print",
            "disp",
            "fprintf",
            "printf",
            "display",
            "append",
            "extend",
            "insert",
            "plot",
            "show",
            "assert_allclose",
            "allclose",
            "len",
            "size",
            "type",
            "shape",
            "isclose",
            "all",
            "any");

    /** Statements that give nothing: heads of functions, what leaves them, what prints. */
    private static final Pattern CONTROL = Pattern.compile(
            "(?:def|class|function|return|import|from|assert|raise|pass|break|continue|global|nonlocal|del|print|end\\w*|@\\w)"
                    + "(?:\\W.*)?|[\"'].*",
            Pattern.DOTALL);

    /** Three words and more with nothing between them. */
    private static final Pattern PROSE = Pattern.compile("\\p{L}+(?:\\s+[\\p{L}\\p{N}_]+){2,}");

    /** What prose gives a name to. */
    private static final Pattern SAID = Pattern.compile(
            "\\s*(?:[A-Z][a-z]+|let|where|with|given|define|denote|note|put|set|write|and|so|then|hence|thus)\\s+[\\p{L}\\\\∂]");

    private final List<String> names;
    private final boolean assigns;

    private Writes(List<String> names, boolean assigns) {
        this.names = names;
        this.assigns = assigns;
    }

    /** The names that a statement gives, or may change. */
    List<String> names() {
        return names;
    }

    /** Whether a statement says that something is something: it may be a claim. */
    boolean assigns() {
        return assigns;
    }

    /** What a statement may change. */
    static Writes of(String text) {
        if (CONTROL.matcher(text.strip()).matches()) {
            return new Writes(List.of(), false);
        }
        Set<String> names = new LinkedHashSet<>(byCalls(text));
        boolean assigns = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                int close = text.indexOf(c, i + 1);
                i = close > 0 ? close : i;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && (c == ';' || (c == ':' && !isAt(text, i + 1, '=')))) {
                from = i + 1;
            } else if (depth == 0 && isAssignment(text, i)) {
                assigns = true;
                targets(text.substring(from, i), names);
                from = i + 1;
            }
        }
        Matcher call = CALL.matcher(text.strip());
        if (!assigns && call.matches() && !HARMLESS.contains(lastWord(call.group(1)))) {
            names.addAll(words(call.group(2)));
        }
        return new Writes(List.copyOf(names), assigns);
    }

    /** The names that calls in a statement change: {@code out=dz}, {@code dz.add_(b)}. */
    static List<String> byCalls(String text) {
        List<String> names = new ArrayList<>();
        for (Pattern pattern : CHANGING) {
            pattern.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
        }
        return names;
    }

    private static boolean isAssignment(String text, int i) {
        if (text.charAt(i) != '=' || isAt(text, i + 1, '=')) {
            return text.charAt(i) == '←';
        } else if (i == 0) {
            // it goes on with what stands above
            return true;
        }
        char before = text.charAt(i - 1);
        boolean shift = i > 1 && text.charAt(i - 2) == before;
        return before != '=' && before != '!' && before != '~' && (shift || (before != '<' && before != '>'));
    }

    private static boolean isAt(String text, int i, char c) {
        return i < text.length() && text.charAt(i) == c;
    }

    /** The names of the targets in front of a sign of assignment, brackets and what is in them apart. */
    private static void targets(String left, Set<String> names) {
        if (PROSE.matcher(left).find() || SAID.matcher(left).lookingAt()) {
            // "of a normal sample, s2 = …" and "at the optimum α = …" give nothing
            return;
        }
        String bare = left.strip();
        boolean list = (bare.startsWith("[") && bare.endsWith("]")) || (bare.startsWith("(") && bare.endsWith(")"));
        StringBuilder outside = new StringBuilder();
        int depth = list ? -1 : 0;
        for (int i = 0; i < left.length(); i++) {
            char c = left.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : 0;
            outside.append(depth == 0 && "([{)]}".indexOf(c) < 0 ? c : ' ');
            depth -= ")]}".indexOf(c) >= 0 ? 1 : 0;
        }
        for (String target : outside.toString().split(",", -1)) {
            List<String> path = words(target);
            if (path.size() > 1 && path.get(path.size() - 1).equals("grad")) {
                names.add(path.get(path.size() - 2) + "_grad");
            } else {
                names.addAll(path);
            }
        }
        KEY.matcher(left).results().map(key -> key.group(1)).forEach(names::add);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private static String lastWord(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
