package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.check.Assumptions;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;

/**
 * One line of a derivation with what was found about it.
 *
 * @param written the line as it stands in the file
 * @param verdict what was found
 * @param reading how the line was understood
 * @param evidence what speaks for the verdict
 * @param blame what is wrong, for a line that is not right
 * @param notes what else the reader should know
 */
public record JudgedLine(
        Written written, Verdict verdict, Reading reading, Evidence evidence, Blame blame, List<Message> notes) {
    /** Copies the notes. */
    public JudgedLine {
        notes = List.copyOf(notes);
    }

    /**
     * A line as it stands in the file.
     *
     * @param line its number, from 1
     * @param cell the cell of a notebook and the line in it, {@code 3:2}; empty in any other file
     * @param claim the line as the user wrote it
     * @param typeset the line as a formula
     * @param gradients what it claims the gradients of, {@code dW}; empty for a line about anything else
     * @param layers for which numbers of a layer it was judged; empty for a line that leaves none open
     */
    public record Written(
            int line, String cell, String claim, Typeset typeset, List<String> gradients, List<Integer> layers) {
        /** Copies the lists. */
        public Written {
            gradients = List.copyOf(gradients);
            layers = List.copyOf(layers);
        }
    }

    /**
     * How a line was understood.
     *
     * @param convention under which other convention the line is right, when it is
     */
    public record Reading(Optional<Message> convention) {
        /** As it stands. */
        public static final Reading PLAIN = new Reading(Optional.empty());
    }

    /**
     * What speaks for a verdict.
     *
     * @param maxRelError the largest relative difference at the random points; NaN when nothing was compared, infinite when
     *     the shapes differ
     * @param points at how many points the two sides were compared
     * @param counterexample an entry at which the two sides differ
     * @param proof the steps of the proof
     * @param facts what the line is right under: domains and assumptions that are needed, and points left out
     * @param apart both sides of a wrong line, from which examples can be made
     */
    public record Evidence(
            double maxRelError,
            int points,
            Optional<Counterexample> counterexample,
            List<Message> proof,
            List<Message> facts,
            Optional<Apart> apart) {
        /** For a line about which nothing is known. */
        public static final Evidence NONE =
                new Evidence(Double.NaN, 0, Optional.empty(), List.of(), List.of(), Optional.empty());

        /** Copies the lists. */
        public Evidence {
            proof = List.copyOf(proof);
            facts = List.copyOf(facts);
        }

        /** Of two runs that found the same, each has graphs of its own, which are not compared. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Evidence that && compared().equals(that.compared());
        }

        @Override
        public int hashCode() {
            return compared().hashCode();
        }

        private List<Object> compared() {
            return List.of(maxRelError, points, counterexample, proof, facts, apart.isPresent());
        }

        /** What numbers say, and a proof. */
        static Evidence of(
                Optional<ComparisonAtPoints> comparison,
                List<Message> proof,
                List<Message> facts,
                Optional<Apart> apart) {
            return comparison
                    .map(found -> new Evidence(
                            found.maxRelError(), found.points(), found.counterexample(), proof, facts, apart))
                    .orElseGet(() -> new Evidence(Double.NaN, 0, Optional.empty(), proof, facts, apart));
        }
    }

    /**
     * Both sides of a wrong line, as graphs.
     *
     * @param claimed what the line says; empty where its shapes do not fit
     * @param right what it should say
     * @param names what the names in the line stand for, those of the derivation as they should be
     * @param assumptions equations that hold wherever the two are compared
     * @param given inputs whose values the file gives
     */
    public record Apart(
            Optional<Node> claimed, Node right, Map<String, Node> names, Assumptions assumptions, List<Binding> given) {
        /** Copies the collections. */
        public Apart {
            names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
            given = List.copyOf(given);
        }
    }

    /**
     * What is wrong with a line that is not right.
     *
     * @param because the line that is to blame, for a line that only follows
     * @param diagnosis what is wrong, and the mended line
     * @param error why the line could not be read or computed
     */
    public record Blame(OptionalInt because, Optional<Mend> diagnosis, Optional<Diagnostic> error) {
        /** For a line that is right, or of which nothing is known. */
        public static final Blame NONE = new Blame(OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What is wrong with a line.
     *
     * @param kind a stable name, listed in docs/diagnoses.md
     * @param message a sentence
     * @param fix the corrected right-hand side, which was found to be right; empty when none was found
     * @param excerpt the line with a caret under what is wrong
     * @param pasted the same right-hand side in the manner of the line: numpy, MATLAB, LaTeX; empty where that is the plain one
     */
    public record Mend(
            String kind, Message message, Optional<String> fix, Optional<String> excerpt, Optional<String> pasted) {
        /** In the plain notation. */
        public Mend(String kind, Message message, Optional<String> fix, Optional<String> excerpt) {
            this(kind, message, fix, excerpt, Optional.empty());
        }

        /** Whether it is the left side of an equation that it speaks of, which is not written anew. */
        boolean isOfLeft() {
            return fix.isEmpty() && excerpt.isPresent();
        }

        /** The same in the manner of the line as well. */
        Mend pasted(String text, Message said) {
            return new Mend(kind, said, fix, excerpt, Optional.of(text));
        }

        /** The right-hand side as it is to be written where the line stands. */
        public Optional<String> written() {
            return pasted.or(() -> fix);
        }
    }

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

    /** Whether the other says the same of the same line. */
    boolean isSameAs(JudgedLine other) {
        return line() == other.line() && verdict == other.verdict;
    }

    /** The number of the line, from 1. */
    public int line() {
        return written.line();
    }

    /** The line as the user wrote it. */
    public String claim() {
        return written.claim();
    }

    /** Under which other convention the line is right, when it is. */
    public Optional<Message> convention() {
        return reading.convention();
    }

    /** The line that is to blame, for a line that only follows. */
    public OptionalInt because() {
        return blame.because();
    }

    /** What is wrong, and the mended line. */
    public Optional<Mend> diagnosis() {
        return blame.diagnosis();
    }

    /** Why the line could not be read or computed. */
    public Optional<Diagnostic> error() {
        return blame.error();
    }

    /**
     * The line as a tutor hints at it: at level 1 only whether it is right, at level 2 also of which kind the mistake is, from
     * level 3 on all that is known.
     */
    public JudgedLine hinted(int level) {
        if (level >= 3 || isRight()) {
            return this;
        }
        Optional<Mend> kind = blame.diagnosis()
                .filter(mend -> level == 2)
                .map(mend -> new Mend(
                        mend.kind(),
                        say("the mistake is of the kind {0}", Message.of("kind." + mend.kind())),
                        Optional.empty(),
                        Optional.empty()));
        Written bare = new Written(
                written.line(),
                written.cell(),
                written.claim(),
                new Typeset(written.typeset().claim(), ""),
                written.gradients(),
                written.layers());
        List<Message> kept = verdict == Verdict.REFUTED ? List.of() : notes;
        Evidence none = verdict == Verdict.REFUTED ? Evidence.NONE : evidence;
        return new JudgedLine(
                bare,
                verdict,
                reading,
                none,
                new Blame(blame.because(), kind, verdict == Verdict.REFUTED ? Optional.empty() : blame.error()),
                kept);
    }

    /** The same line with one more note. */
    JudgedLine with(Message note) {
        List<Message> more = new ArrayList<>(notes);
        more.add(note);
        return new JudgedLine(written, verdict, reading, evidence, blame, more);
    }
}
