package org.chainrule.view.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.message.Language;
import org.chainrule.message.Message;

/** What all reports say alike, in one language. */
record Wording(Language language) {
    private static final String PAGE = "https://github.com/chainrule/chainrule/blob/main/docs/diagnoses.md";

    String say(Message message) {
        return message.text(language);
    }

    /** A line of the resource files. */
    String keyed(String key, Object... arguments) {
        return say(Message.of(key, arguments));
    }

    String verdict(JudgedLine line) {
        return line.because().isPresent()
                ? keyed("verdict.follows_from", line.because().getAsInt())
                : keyed("verdict." + line.verdict().word());
    }

    /** A kind of mistake: its stable name, behind what it is called in another language than that of the names. */
    String kind(String name) {
        String known = name.isEmpty() ? ClassRecord.UNEXPLAINED : name;
        return language == Language.EN ? known : keyed("kind." + known) + " " + known;
    }

    /** Where a kind of mistake is explained with an example. */
    static String page(String kind) {
        return PAGE + "#" + kind;
    }

    /** The sign in front of a line. */
    static String mark(JudgedLine line) {
        return switch (line.verdict()) {
            case PROVED, AGREES -> line.convention().isPresent() ? "!" : "✓";
            case REFUTED -> "✗";
            case FOLLOWS -> "·";
            case UNDECIDED -> "?";
        };
    }

    /** The number of a line, with the cell of a notebook that it is in. */
    static String number(JudgedLine line) {
        String cell = line.written().cell();
        return cell.isEmpty() ? Integer.toString(line.line()) : line.line() + " [" + cell + "]";
    }

    /** Where a wrong line differs from the right one, with numbers. */
    Optional<String> counterexample(JudgedLine line) {
        return line.verdict() == Verdict.REFUTED
                ? line.evidence().counterexample().map(example -> say(counterexample(example)))
                : Optional.empty();
    }

    private static Message counterexample(Counterexample example) {
        String where = example.index().isEmpty() ? "" : " " + example.index();
        String sizes = example.sizes().asMap().isEmpty() ? "" : " " + example.sizes();
        return Message.of("report.counterexample", where, example.rightText(), example.leftText(), sizes);
    }

    /** What a line is right under. */
    Optional<String> facts(JudgedLine line) {
        return line.evidence().facts().isEmpty()
                ? Optional.empty()
                : Optional.of(keyed(
                        "report.using",
                        String.join(
                                "; ",
                                line.evidence().facts().stream().map(this::say).toList())));
    }

    /** The verdicts of a file, counted. */
    String counts(Judgement judgement) {
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
        return say(counts);
    }

    /** What has no verdict: lines that are not judged, each reason once, and gradients without a line. */
    List<String> rest(Judgement judgement) {
        Map<Message, List<Integer>> reasons = new LinkedHashMap<>();
        for (Judgement.Unjudged unjudged : judgement.rest().unjudged()) {
            reasons.computeIfAbsent(unjudged.message(), key -> new ArrayList<>())
                    .add(unjudged.line());
        }
        List<String> sentences = new ArrayList<>();
        reasons.forEach((reason, lines) -> sentences.add(keyed(
                lines.size() == 1 ? "report.unjudged_one" : "report.unjudged", say(Message.list(lines)), reason)));
        if (!judgement.rest().missing().isEmpty()) {
            sentences.add(
                    keyed("report.missing", say(Message.list(judgement.rest().missing()))));
        }
        return sentences;
    }

    String summary(Judgement judgement) {
        int lines = judgement.lines().size();
        return keyed(
                lines == 1 ? "report.summary_one" : "report.summary",
                lines,
                counts(judgement),
                judgement.points(),
                judgement.seed());
    }
}
