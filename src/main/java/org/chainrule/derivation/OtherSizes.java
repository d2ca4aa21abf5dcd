package org.chainrule.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.message.Message;

/**
 * The same lines judged at other sizes: with all sizes free, to find those that are right only because two sizes of the file
 * happen to be equal, 1/n for 1/m when both are 4; with all sizes known, for those that need it.
 */
final class OtherSizes {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_.])\\d+(?![\\p{N}.])");

    private OtherSizes() {}

    /**
     * The judgement without them.
     *
     * @param asWritten with the sizes of the file
     * @param free with free sizes
     */
    static Judgement removed(Judgement asWritten, Judgement free) {
        List<JudgedLine> lines = new ArrayList<>();
        for (int i = 0; i < asWritten.lines().size(); i++) {
            JudgedLine written = asWritten.lines().get(i);
            JudgedLine other = free.lines().get(i);
            boolean coincidence = written.isRight()
                    && (other.verdict() == Verdict.REFUTED || other.verdict() == Verdict.FOLLOWS)
                    && !mentionsNumbers(written.claim());
            lines.add(coincidence ? other.with(Message.of("note.coincidence")) : written);
        }
        return asWritten.with(lines);
    }

    /**
     * The judgement with lines that could not be judged taken from another.
     *
     * @param free with free sizes
     * @param sized with a number for each size
     */
    static Judgement completed(Judgement free, Judgement sized) {
        List<JudgedLine> lines = new ArrayList<>();
        for (int i = 0; i < free.lines().size(); i++) {
            JudgedLine line = free.lines().get(i);
            boolean open = line.verdict() == Verdict.UNDECIDED
                    && line.error().isPresent()
                    && sized.lines().get(i).error().isEmpty();
            lines.add(open ? sized.lines().get(i).with(Message.of("note.sized")) : line);
        }
        return free.with(lines);
    }

    /** Who writes the size as a number means this file's size. */
    private static boolean mentionsNumbers(String claim) {
        return NUMBER.matcher(claim)
                .results()
                .anyMatch(
                        number -> number.group().length() > 1 || number.group().charAt(0) > '2');
    }
}
