package org.chainrule.notation.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;

/**
 * Tells formulas and programs from what people write round them: prose with {@code $…$}, fenced code, {@code align} and its like over
 * several lines. Only derivations are looked at; what is no part of a formula is read as blanks, so that every place stays.
 *
 * <pre>{@code
 * Source source = Source.of("notes.cr", "input x; J = x^2\nderive J\nHence we get $\\frac{dJ}{dx} = 2x$.");
 * Handwriting.read(source).text();   // … "derive J\n             $\\frac{dJ}{dx} = 2x$ "
 * }</pre>
 */
public final class Handwriting {
    private static final Pattern DERIVE = Pattern.compile("(?m)^[ \\t]*derive[ \\t]+[^\\n\\r]*");
    private static final Pattern TRAIN = Pattern.compile("(?m)^[ \\t]*train[ \\t]*$");
    private static final Pattern DECLARES = Pattern.compile(
            "(?m)(?:^|(?<=;))[ \\t]*(?:dims|input|param|loss|train)\\b(?![ \\t]*[-+*/@.\\[(,=:])[^\\n\\r]*");
    private static final Pattern FENCE = Pattern.compile("[ \\t]*(?:```+|~~~+)[ \\t]*\\{?\\.?([\\w+-]*)[^`]*");
    private static final Set<String> FORMULAS = Set.of("latex", "tex", "math", "katex");
    private static final Set<String> MODEL = Set.of("cr", "chainrule");

    private final Mask mask;
    private final Displays displays;
    private final Prose prose;
    /** Whether whatever is neither a formula nor a program is prose, as in a page of Markdown. */
    private final boolean page;

    private final List<Span> programs;

    private Handwriting(Mask mask, boolean page, List<Span> programs) {
        this.programs = programs;
        this.mask = mask;
        this.page = page;
        this.displays = new Displays(mask);
        this.prose = new Prose(mask, displays, page);
    }

    /** The text with what is to be read of it. */
    public static Source read(Source source) {
        String text = source.text();
        String name = source.name().toLowerCase(Locale.ROOT);
        boolean markdown = name.endsWith(".md") || name.endsWith(".markdown") || name.endsWith(".ipynb");
        boolean page = markdown || name.endsWith(".tex");
        int start = source.headEnd();
        if (start == 0) {
            start = deriveEnd(text).orElse(text.length());
        }
        if (markdown && source.headEnd() == 0) {
            start = 0;
        }
        Mask mask = new Mask(text);
        if (start == text.length()) {
            return source;
        }
        mask.learn(text.substring(0, start));
        if (source.headEnd() > 0 && (name.endsWith(".py") || name.endsWith(".m"))) {
            mask.code(start, text.length());
        } else {
            Matcher train = TRAIN.matcher(text);
            boolean trains = !page && train.find(start);
            new Handwriting(mask, page, source.code()).lines(start, trains ? train.start() : text.length());
        }
        if (source.headEnd() > 0) {
            // a derivation beside its model declares nothing, and reads no files
            Matcher declares = DECLARES.matcher(mask.read(0, text.length()));
            declares.region(start, text.length());
            while (declares.find()) {
                mask.blank(declares.start(), declares.end());
            }
        }
        return mask.of(source);
    }

    /** Where the derivation of a text begins. */
    static Optional<Integer> deriveEnd(String text) {
        Matcher derive = DERIVE.matcher(text);
        return derive.find() ? Optional.of(derive.end()) : Optional.empty();
    }

    private void lines(int start, int end) {
        int at = start;
        int next = 0;
        while (at < end) {
            while (next < programs.size() && programs.get(next).start() < at) {
                next++;
            }
            if (next < programs.size() && programs.get(next).start() == at) {
                Span program = programs.get(next);
                mask.code(program.start(), program.end());
                at = program.end();
                continue;
            }
            int lineEnd = mask.lineEnd(at);
            int documented = documented(at, lineEnd, end);
            if (documented > 0) {
                // nothing in it is a formula
                at = mask.next(mask.lineEnd(documented));
                continue;
            }
            Matcher fence = FENCE.matcher(mask.text()).region(at, lineEnd);
            int display = displays.openedBetween(at, lineEnd);
            if (fence.matches()) {
                at = fenced(fence.group(1), at, end);
            } else if (display >= 0) {
                int behind = displays.read(display, end);
                prose.line(at, display);
                at = behind;
                prose.line(at, mask.lineEnd(at));
                at = mask.next(mask.lineEnd(at));
            } else {
                prose.line(at, lineEnd);
                at = mask.next(lineEnd);
            }
        }
    }

    /** Where the text ends by which a program says what a function does, if one begins in this line; -1 for none. */
    private int documented(int at, int lineEnd, int end) {
        String line = mask.text().substring(at, lineEnd).strip();
        for (String quotes : List.of("\"\"\"", "'''")) {
            if (line.startsWith(quotes) || line.startsWith("r" + quotes)) {
                int open = mask.text().indexOf(quotes, at) + quotes.length();
                int close = mask.text().indexOf(quotes, open);
                return close < 0 || close >= end ? lineEnd : close + quotes.length();
            }
        }
        return -1;
    }

    /** A block between fences; returns where the text goes on. */
    private int fenced(String language, int start, int end) {
        String kind = language.toLowerCase(Locale.ROOT);
        int open = mask.lineEnd(start);
        mask.blank(start, open);
        int from = mask.next(open);
        int at = from;
        while (at < end && !isFence(at)) {
            at = mask.next(mask.lineEnd(at));
        }
        int to = Math.min(at, end);
        String content = mask.text().substring(from, Math.max(from, to));
        if (MODEL.contains(kind)) {
            mask.learn(content);
        } else if (FORMULAS.contains(kind) || content.contains("\\frac") || content.contains("\\partial")) {
            displays.block(from, to);
        } else if (page && isOutput(kind)) {
            mask.blank(from, to);
        } else {
            mask.code(from, to);
        }
        if (to < end) {
            mask.blank(to, mask.lineEnd(to));
        }
        return to < end ? mask.next(mask.lineEnd(to)) : end;
    }

    private static boolean isOutput(String kind) {
        return Set.of("text", "console", "output", "sh", "bash", "shell", "json", "yaml")
                .contains(kind);
    }

    private boolean isFence(int at) {
        return FENCE.matcher(mask.text()).region(at, mask.lineEnd(at)).matches();
    }
}
