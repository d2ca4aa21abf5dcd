package org.chainrule.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.check.Comparison.Counterexample;
import org.chainrule.derivation.JudgedLine;
import org.chainrule.derivation.Judgement;
import org.chainrule.derivation.Verdict;
import org.chainrule.message.Language;
import org.chainrule.message.Message;

/** A judgement as a table for a terminal: a row for each line, and under a wrong one what is wrong with it. */
public final class TextReport {
    private static final int WIDEST = 60;
    private static final String INDENT = "          ";

    private final Language language;
    private final boolean colours;
    private final boolean proofs;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Language language, boolean colours, boolean proofs) {
        this.language = language;
        this.colours = colours;
        this.proofs = proofs;
    }

    /**
     * Writes the table.
     *
     * @param colours whether ANSI colours are wanted
     * @param proofs whether the steps of proofs are written out
     * @return lines, each with its line break
     */
    public static String of(Judgement judgement, Language language, boolean colours, boolean proofs) {
        return new TextReport(language, colours, proofs).write(judgement);
    }

    private String write(Judgement judgement) {
        text.append(judgement.file()).append('\n');
        int width = Math.min(
                WIDEST,
                judgement.lines().stream()
                        .mapToInt(line ->
                                line.claim().codePointCount(0, line.claim().length()))
                        .max()
                        .orElse(0));
        judgement.lines().forEach(line -> row(line, width));
        judgement.warnings().forEach(warning -> text.append(
                        paint(Colour.YELLOW, say(Message.of("report.warning", warning))))
                .append('\n'));
        text.append(summary(judgement)).append('\n');
        return text.toString();
    }

    private void row(JudgedLine line, int width) {
        int gap = width - line.claim().codePointCount(0, line.claim().length());
        text.append(String.format(Locale.ROOT, "%s %5d  ", mark(line), line.line()))
                .append(line.claim())
                .append(" ".repeat(Math.max(0, gap) + 2))
                .append(paint(colour(line), verdict(line)))
                .append('\n');
        details(line).forEach(detail -> detail.lines()
                .forEach(part -> text.append(INDENT).append(part).append('\n')));
    }

    private List<String> details(JudgedLine line) {
        List<String> details = new ArrayList<>();
        line.convention().ifPresent(convention -> details.add(paint(Colour.YELLOW, say(convention))));
        line.error().ifPresent(error -> {
            details.add(error.message());
            if (line.diagnosis().isEmpty()) {
                details.add(error.excerpt());
            }
            if (!error.hint().isEmpty()) {
                details.add(say(Message.of("report.hint", error.hint())));
            }
        });
        line.diagnosis().ifPresent(mend -> {
            mend.excerpt().ifPresent(details::add);
            details.add(say(mend.message()) + " [" + mend.kind() + "]");
            mend.fix().ifPresent(fix -> details.add(say(Message.of("report.fix", paint(Colour.GREEN, fix)))));
        });
        if (line.verdict() == Verdict.REFUTED) {
            line.counterexample().ifPresent(example -> details.add(say(counterexample(example))));
        }
        if (!line.facts().isEmpty()) {
            details.add(say(Message.of("report.using", join(line.facts()))));
        }
        line.notes().forEach(note -> details.add(say(note)));
        if (proofs) {
            line.proof().forEach(step -> details.add("· " + step));
        }
        return details;
    }

    private String join(List<Message> messages) {
        return String.join("; ", messages.stream().map(this::say).toList());
    }

    private String say(Message message) {
        return message.text(language);
    }

    private String verdict(JudgedLine line) {
        return line.because().isPresent()
                ? say(Message.of("verdict.follows_from", line.because().getAsInt()))
                : say(Message.of("verdict." + line.verdict().word()));
    }

    private String mark(JudgedLine line) {
        return switch (line.verdict()) {
            case PROVED, AGREES -> paint(Colour.GREEN, line.convention().isPresent() ? "!" : "✓");
            case REFUTED -> paint(Colour.RED, "✗");
            case FOLLOWS -> paint(Colour.YELLOW, "·");
            case UNDECIDED -> paint(Colour.YELLOW, "?");
        };
    }

    private static Colour colour(JudgedLine line) {
        return switch (line.verdict()) {
            case PROVED, AGREES -> Colour.GREEN;
            case REFUTED -> Colour.RED;
            case FOLLOWS, UNDECIDED -> Colour.YELLOW;
        };
    }

    static Message counterexample(Counterexample example) {
        String where = example.index().isEmpty() ? "" : " " + example.index();
        String sizes = example.sizes().asMap().isEmpty() ? "" : " " + example.sizes();
        return Message.of("report.counterexample", where, number(example.right()), number(example.left()), sizes);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private String summary(Judgement judgement) {
        return say(summaryOf(judgement));
    }

    static Message summaryOf(Judgement judgement) {
        List<Message> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = judgement.count(verdict);
            if (count > 0) {
                parts.add(Message.of("count." + verdict.word(), count));
            }
        }
        Message counts = parts.isEmpty() ? Message.of("count.none") : parts.get(0);
        for (int i = 1; i < parts.size(); i++) {
            counts = Message.of("count.and", counts, parts.get(i));
        }
        return Message.of("report.summary", judgement.lines().size(), counts, judgement.points(), judgement.seed());
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
