package org.chainrule.check.derivation;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;

/**
 * What was found about the derivation of one file.
 *
 * @param file the name of the file
 * @param lines the judged lines in order
 * @param rest what the derivation says without being judged, and what it does not say
 * @param warnings what the reader should know about the file as a whole
 * @param seed where the random points start
 * @param points how many random points there are
 */
public record Judgement(String file, List<JudgedLine> lines, Rest rest, List<Message> warnings, long seed, int points) {
    /** Copies the lists. */
    public Judgement {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /**
     * What has no verdict.
     *
     * @param unjudged lines that are not judged and help none that is
     * @param missing gradients for which no line was given, such as {@code dW1}: of parameters, and of what stands between
     *     them and the loss
     */
    public record Rest(List<Unjudged> unjudged, List<String> missing) {
        /** Everything has its verdict. */
        public static final Rest NONE = new Rest(List.of(), List.of());

        /** Copies the lists. */
        public Rest {
            unjudged = List.copyOf(unjudged);
            missing = List.copyOf(missing);
        }
    }

    /**
     * A line that is not judged.
     *
     * @param line its number in the file
     * @param message why
     */
    public record Unjudged(int line, Message message) {}

    /** The same with no more said of each mistake than a tutor's hint, see {@link JudgedLine#hinted}. */
    public Judgement hinted(int level) {
        return new Judgement(
                file, lines.stream().map(line -> line.hinted(level)).toList(), rest, warnings, seed, points);
    }

    /** True when there are judged lines and all are right; what has no verdict makes no difference. */
    public boolean ok() {
        return !lines.isEmpty() && lines.stream().allMatch(JudgedLine::isRight);
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
