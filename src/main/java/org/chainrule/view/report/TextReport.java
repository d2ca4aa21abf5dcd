package org.chainrule.view.report;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.example.WorkedExample;
import org.chainrule.message.Language;
import org.chainrule.notation.syntax.TerminalWidth;

/** A judgement as a table for a terminal: a row for each line, and under a wrong one what is wrong with it. */
public final class TextReport {
    private static final int WIDEST = 60;
    private static final int LONGEST = 120;
    private static final String INDENT = "          ";

    private final Wording words;
    private final boolean colours;
    private final boolean proofs;
    private final boolean examples;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Language language, boolean colours, boolean proofs, boolean examples) {
        this.words = new Wording(language);
        this.colours = colours;
        this.proofs = proofs;
        this.examples = examples;
    }

    /** The name of the file and the verdicts counted, in one line. */
    public static String summary(Judgement judgement, Language language) {
        return judgement.file() + ": " + new Wording(language).summary(judgement) + "\n";
    }

    /**
     * Writes the table.
     *
     * @param colours whether ANSI colours are wanted
     * @param proofs whether the steps of proofs are written out
     * @return lines, each with its line break
     */
    public static String of(Judgement judgement, Language language, boolean colours, boolean proofs) {
        return of(judgement, language, colours, proofs, false);
    }

    /**
     * The same.
     *
     * @param examples whether wrong lines are worked out with small whole numbers
     */
    public static String of(Judgement judgement, Language language, boolean colours, boolean proofs, boolean examples) {
        return new TextReport(language, colours, proofs, examples).write(judgement);
    }

    /** Where a kind of mistake is explained with an example. */
    public static String page(String kind) {
        return Wording.page(kind);
    }

    /** What was found about a line, in a word behind its sign: {@code ✓ proved}. */
    public static String verdict(JudgedLine line, Language language) {
        return Wording.mark(line) + " " + new Wording(language).verdict(line);
    }

    /** What was found about a line: its verdict and everything that stands under it in the table, without the line itself. */
    public static List<String> explanation(JudgedLine line, Language language) {
        List<String> sentences = new ArrayList<>(List.of(new Wording(language).verdict(line)));
        sentences.addAll(new TextReport(language, false, false, false).details(line, false));
        return sentences;
    }

    private String write(Judgement judgement) {
        text.append(judgement.file()).append('\n');
        int width = Math.min(
                WIDEST,
                judgement.lines().stream()
                        .mapToInt(line -> TerminalWidth.of(shown(line)))
                        .max()
                        .orElse(0));
        judgement.lines().forEach(line -> row(line, width));
        judgement.warnings().forEach(warning -> text.append(
                        paint(Colour.YELLOW, words.keyed("report.warning", warning)))
                .append('\n'));
        words.rest(judgement).forEach(sentence -> text.append(sentence).append('\n'));
        text.append(words.summary(judgement)).append('\n');
        return text.toString();
    }

    /** A very long line is cut; its place in the file is given. */
    private static String shown(JudgedLine line) {
        return TerminalWidth.cut(line.claim(), LONGEST);
    }

    private void row(JudgedLine line, int width) {
        String claim = shown(line);
        String cell =
                line.written().cell().isEmpty() ? "" : "[" + line.written().cell() + "]  ";
        text.append(String.format(Locale.ROOT, "%s %5d  ", paint(colour(line), Wording.mark(line)), line.line()))
                .append(cell)
                .append(claim)
                .append(" ".repeat(Math.max(0, width - TerminalWidth.of(claim)) + 2))
                .append(paint(colour(line), words.verdict(line)))
                .append('\n');
        details(line, true).forEach(detail -> detail.lines()
                .forEach(part -> text.append(INDENT).append(part).append('\n')));
    }

    private List<String> details(JudgedLine line, boolean excerpts) {
        List<String> details = new ArrayList<>();
        line.convention().ifPresent(convention -> details.add(paint(Colour.YELLOW, words.say(convention))));
        if (line.diagnosis().isEmpty()) {
            line.error().ifPresent(error -> {
                details.add(words.say(error.message()));
                if (excerpts) {
                    details.add(error.excerpt());
                }
                if (!error.hint().isEmpty()) {
                    details.add(words.keyed("report.hint", error.hint()));
                }
            });
        }
        line.diagnosis().ifPresent(mend -> {
            mend.excerpt().filter(lines -> excerpts).ifPresent(details::add);
            details.add(words.say(mend.message()) + " [" + words.kind(mend.kind()) + "]");
            mend.written().ifPresent(fix -> details.add(words.keyed("report.fix", paint(Colour.GREEN, fix))));
        });
        words.counterexample(line).ifPresent(details::add);
        if (examples) {
            line.diagnosis()
                    .map(JudgedLine.Mend::kind)
                    .ifPresent(kind -> details.add(words.say(say("about mistakes of this kind: {0}", page(kind)))));
            WorkedExample.of(line)
                    .ifPresent(example -> example.sentences().forEach(sentence -> details.add(words.say(sentence))));
        }
        words.facts(line).ifPresent(details::add);
        line.notes().forEach(note -> details.add(words.say(note)));
        if (proofs) {
            line.evidence().proof().forEach(step -> details.add("· " + words.say(step)));
        }
        return details;
    }

    private static Colour colour(JudgedLine line) {
        return switch (line.verdict()) {
            case PROVED, AGREES -> line.convention().isPresent() ? Colour.YELLOW : Colour.GREEN;
            case REFUTED -> Colour.RED;
            case FOLLOWS, UNDECIDED -> Colour.YELLOW;
        };
    }

    private String paint(Colour colour, String part) {
        return colours ? colour.code + part + "\u001B[0m" : part;
    }

    private enum Colour {
        GREEN("\u001B[32m"),
        RED("\u001B[31m"),
        YELLOW("\u001B[33m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}
