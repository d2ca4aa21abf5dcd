package org.chainrule.view.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;

/**
 * One file of a report: what was handed in, and what was found about it.
 *
 * @param file what the reader knows it by
 * @param model the model that stands in another file; empty when it is a part of the text
 * @param text the whole of it; empty when it could not be read
 * @param judgement what was found; empty when nothing could be judged
 * @param error why nothing could be judged; empty otherwise
 */
public record Sheet(String file, String model, String text, Optional<Judgement> judgement, String error) {
    /** A file that was judged. */
    public static Sheet judged(String file, String text, Judgement judgement) {
        return new Sheet(file, "", text, Optional.of(judgement), "");
    }

    /** A file that was judged by a model in another file. */
    public static Sheet judged(String file, String model, String text, Judgement judgement) {
        return new Sheet(file, model, text, Optional.of(judgement), "");
    }

    /** A file that could not be judged. */
    public static Sheet failed(String file, String error) {
        return new Sheet(file, "", "", Optional.empty(), error);
    }

    /** The same under another name. */
    public Sheet named(String other) {
        return new Sheet(other, model, text, judgement, error.replace(file, other));
    }

    /** The same with no more said of each mistake than a tutor's hint. */
    public Sheet hinted(int level) {
        return new Sheet(file, model, text, judgement.map(found -> found.hinted(level)), error);
    }

    /** True when every line is right. */
    boolean ok() {
        return judgement.map(Judgement::ok).orElse(false);
    }

    List<JudgedLine> lines() {
        return judgement.map(Judgement::lines).orElse(List.of());
    }

    long right() {
        return lines().stream().filter(JudgedLine::isRight).count();
    }

    long count(Verdict verdict) {
        return judgement.map(j -> j.count(verdict)).orElse(0L);
    }

    Optional<JudgedLine> firstWrong() {
        return judgement.flatMap(Judgement::firstWrong);
    }

    /** The model: another file, or what stands above the first judged line. */
    String above() {
        if (!model.isEmpty()) {
            return model.strip();
        }
        int first = lines().stream().mapToInt(JudgedLine::line).min().orElse(Integer.MAX_VALUE);
        return text.lines()
                .limit(first - 1L)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("")
                .strip();
    }

    /**
     * The part below the model, line by line: what was judged, and what stands between.
     *
     * @param line the number in the file
     * @param text as written
     * @param judged what was found; empty for a helper, a comment, or another statement
     */
    record Entry(int line, String text, Optional<JudgedLine> judged) {}

    List<Entry> entries() {
        Map<Integer, List<JudgedLine>> judged = new LinkedHashMap<>();
        lines().forEach(line ->
                judged.computeIfAbsent(line.line(), key -> new ArrayList<>()).add(line));
        int first = lines().stream().mapToInt(JudgedLine::line).min().orElse(Integer.MAX_VALUE);
        List<String> written = text.lines().toList();
        List<Entry> entries = new ArrayList<>();
        int open = 0;
        for (int number = first; number <= written.size(); number++) {
            String line = written.get(number - 1);
            List<JudgedLine> here = judged.getOrDefault(number, List.of());
            int at = number;
            here.forEach(found -> entries.add(new Entry(at, found.claim(), Optional.of(found))));
            // Inside brackets a statement goes on.
            if (here.isEmpty() && open <= 0 && !line.isBlank()) {
                entries.add(new Entry(number, line.strip(), Optional.empty()));
            }
            open = here.isEmpty() && open <= 0 ? 0 : open + brackets(line);
        }
        return entries;
    }

    private static int brackets(String line) {
        int open = 0;
        for (int i = 0; i < line.length() && line.charAt(i) != '#'; i++) {
            open += "([{".indexOf(line.charAt(i)) >= 0 ? 1 : ")]}".indexOf(line.charAt(i)) >= 0 ? -1 : 0;
        }
        return open;
    }
}
