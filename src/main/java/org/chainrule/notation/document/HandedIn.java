package org.chainrule.notation.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;

/**
 * A derivation in a file of its own, beside the model that it is about: a program ({@code .py}, {@code .m}), formulas ({@code .tex}),
 * both among prose ({@code .md}, {@code .ipynb}), or lines of the notation.
 *
 * <pre>{@code
 * Source whole = HandedIn.about(Source.read(Path.of("model.cr")), "J", Source.read(Path.of("backward.py")));
 * Judgement judgement = Derivation.judge(Model.read(whole, folder, settings), Derivation.Settings.DEFAULT);
 * }</pre>
 */
public final class HandedIn {
    private static final List<String> ENDINGS =
            List.of(".py", ".m", ".tex", ".md", ".markdown", ".ipynb", ".txt", ".cr");

    private HandedIn() {}

    /** The endings of files that hold derivations. */
    public static List<String> endings() {
        return ENDINGS;
    }

    /** Whether a file holds a derivation, by the ending of its name. */
    public static boolean isDerivation(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /**
     * A derivation behind its model. What the model's own file claims is left out: the derivation is in its place.
     *
     * @param model the text of the model
     * @param loss what is derived, unless the model says so with {@code derive}
     * @param derivation what was handed in
     * @throws ChainruleException when a notebook cannot be read
     */
    public static Source about(Source model, String loss, Source derivation) {
        StringBuilder front = new StringBuilder(model.text());
        String derive = "derive " + loss;
        boolean own = false;
        boolean below = false;
        for (Statement statement : Syntax.parseLenient(Handwriting.read(model)).statements()) {
            int start = statement.span().start();
            int end = statement.span().end();
            if (statement instanceof Statement.Derive of) {
                below = true;
                derive = own ? derive : model.text().substring(start, end);
                own |= !of.name().id().isEmpty();
            }
            if (below || statement instanceof Statement.Check || statement instanceof Statement.Train) {
                below |= statement instanceof Statement.Train;
                blank(front, start, below ? front.length() : end);
            }
            if (below) {
                break;
            }
        }
        boolean matlab = derivation.name().toLowerCase(Locale.ROOT).endsWith(".m");
        front.append("\n").append(derive).append(matlab ? "\nsyntax matlab\n" : "\n");
        Source read = read(derivation);
        return lines(read).behind(Source.of(model.name(), front.toString()));
    }

    /** A file as text: of a notebook its cells, one below the other. */
    public static Source read(Source file) {
        return file.name().toLowerCase(Locale.ROOT).endsWith(".ipynb") ? Notebook.read(file) : file;
    }

    /** A file with a model of its own gives what it has below that. */
    private static Source lines(Source derivation) {
        String name = derivation.name().toLowerCase(Locale.ROOT);
        Optional<Integer> below = name.endsWith(".cr") || name.endsWith(".txt")
                ? Handwriting.deriveEnd(derivation.text())
                : Optional.empty();
        if (below.isEmpty()) {
            return derivation;
        }
        StringBuilder text = new StringBuilder(derivation.text());
        blank(text, 0, below.get());
        return derivation.masked(text.toString(), List.of());
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
