package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;

/**
 * One line of a derivation with what was found about it.
 *
 * @param line its number in the file, from 1
 * @param claim the line as the user wrote it
 * @param verdict what was found
 * @param because the line that is to blame, for a line that only follows
 * @param convention under which other convention the line is right, when it is
 * @param maxRelError the largest relative difference at the random points; NaN when nothing was compared, infinite when
 *     the shapes differ
 * @param points at how many points the two sides were compared
 * @param counterexample an entry at which the two sides differ
 * @param diagnosis what is wrong, and the mended line
 * @param proof the steps of the proof
 * @param facts what the line is right under: domains and assumptions that are needed, and points left out
 * @param notes what else the reader should know
 * @param error why the line could not be read or computed
 * @param typeset the line as a formula
 * @param layers for which numbers of a layer it was judged; empty for a line that leaves none open
 */
public record JudgedLine(
        int line,
        String claim,
        Verdict verdict,
        OptionalInt because,
        Optional<Message> convention,
        double maxRelError,
        int points,
        Optional<Counterexample> counterexample,
        Optional<Mend> diagnosis,
        List<Message> proof,
        List<Message> facts,
        List<Message> notes,
        Optional<Diagnostic> error,
        Typeset typeset,
        List<Integer> layers) {
    /** Copies the lists. */
    public JudgedLine {
        proof = List.copyOf(proof);
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
        layers = List.copyOf(layers);
    }

    /**
     * What is wrong with a line.
     *
     * @param kind a stable name, listed in docs/diagnoses.md
     * @param message a sentence
     * @param fix the corrected right-hand side, which was found to be right; empty when none was found
     * @param excerpt the line with a caret under what is wrong
     */
    public record Mend(String kind, Message message, Optional<String> fix, Optional<String> excerpt) {}

    /**
     * A line in LaTeX.
     *
     * @param claim as it was written, with both sides; empty for a line that cannot be read
     * @param fix the same with the corrected right-hand side; empty when there is none
     */
    public record Typeset(String claim, String fix) {
        /** For a line that cannot be read. */
        public static final Typeset NONE = new Typeset("", "");
    }

    /** True for a line that cannot be blamed: it is right, perhaps under another convention. */
    public boolean isRight() {
        return verdict.isRight();
    }

    /** The same line with one more note. */
    JudgedLine with(Message note) {
        List<Message> more = new ArrayList<>(notes);
        more.add(note);
        return new JudgedLine(
                line,
                claim,
                verdict,
                because,
                convention,
                maxRelError,
                points,
                counterexample,
                diagnosis,
                proof,
                facts,
                more,
                error,
                typeset,
                layers);
    }
}
