package org.chainrule.check.derivation;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;

/**
 * What was found about the derivation of one file.
 *
 * @param file the name of the file
 * @param lines the judged lines in order
 * @param warnings what the reader should know about the file as a whole
 * @param seed where the random points start
 * @param points how many random points there are
 */
public record Judgement(String file, List<JudgedLine> lines, List<Message> warnings, long seed, int points) {
    /** Copies the lists. */
    public Judgement {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /** The same with other lines. */
    Judgement with(List<JudgedLine> others) {
        return new Judgement(file, others, warnings, seed, points);
    }

    /** True when every line is right. */
    public boolean ok() {
        return lines.stream().allMatch(JudgedLine::isRight);
    }

    /** The first line that is wrong by itself. */
    public Optional<JudgedLine> firstWrong() {
        return lines.stream().filter(line -> line.verdict() == Verdict.REFUTED).findFirst();
    }

    /** How many lines have a verdict. */
    public long count(Verdict verdict) {
        return lines.stream().filter(line -> line.verdict() == verdict).count();
    }
}
