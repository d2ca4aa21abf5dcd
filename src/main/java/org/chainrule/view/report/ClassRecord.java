package org.chainrule.view.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Verdict;

/**
 * What a whole class got wrong.
 *
 * @param files how many there are
 * @param right in how many all is right
 * @param unread how many could not be judged
 * @param mistakes the kinds, most frequent first
 */
record ClassRecord(int files, long right, long unread, List<Mistake> mistakes) {
    /** The kind of a wrong line for which none was found. */
    static final String UNEXPLAINED = "unexplained";

    /**
     * A kind of mistake.
     *
     * @param kind as in docs/diagnoses.md
     * @param lines in how many lines it was made
     * @param files in how many files
     */
    record Mistake(String kind, int lines, int files) {}

    static ClassRecord of(List<Sheet> sheets) {
        Map<String, Integer> lines = new TreeMap<>();
        Map<String, Set<String>> files = new TreeMap<>();
        for (Sheet sheet : sheets) {
            for (JudgedLine line : sheet.lines()) {
                if (line.verdict() == Verdict.REFUTED) {
                    lines.merge(kind(line), 1, Integer::sum);
                    files.computeIfAbsent(kind(line), key -> new LinkedHashSet<>())
                            .add(sheet.file());
                }
            }
        }
        List<Mistake> mistakes = new ArrayList<>();
        lines.forEach((kind, count) -> mistakes.add(
                new Mistake(kind, count, files.getOrDefault(kind, Set.of()).size())));
        mistakes.sort(Comparator.comparingInt(Mistake::lines).reversed().thenComparing(Mistake::kind));
        return new ClassRecord(
                sheets.size(),
                sheets.stream().filter(Sheet::ok).count(),
                sheets.stream().filter(sheet -> sheet.judgement().isEmpty()).count(),
                mistakes);
    }

    static String kind(JudgedLine line) {
        return line.diagnosis().map(JudgedLine.Mend::kind).orElse(UNEXPLAINED);
    }
}
