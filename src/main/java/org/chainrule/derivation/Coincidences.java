package org.chainrule.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.message.Message;

/**
 * Lines that are right only because two sizes of the file happen to be equal: 1/n for 1/m when both are 4. They are
 * found by judging the same lines with all sizes free.
 */
final class Coincidences {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_.])\\d+(?![\\p{N}.])");

    private Coincidences() {}

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
        return new Judgement(asWritten.file(), lines, asWritten.warnings(), asWritten.seed(), asWritten.points());
    }

    /** Who writes the size as a number means this file's size. */
    private static boolean mentionsNumbers(String claim) {
        return NUMBER.matcher(claim)
                .results()
                .anyMatch(
                        number -> number.group().length() > 1 || number.group().charAt(0) > '2');
    }
}
