package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * What one pass found about one line, before anything is explained.
 *
 * @param claim the line
 * @param verdict AGREES for every line that is right
 * @param claimed its right-hand side, with everything it uses as claimed; null when it has no meaning
 * @param ideal what it should be, in the convention of the lines it uses; null when that is not known
 * @param names what the names of a derivation stand for in it, each as it should be
 * @param comparison of the two sides, as far as there is one
 * @param because the line to blame
 * @param factor m, when the line is m times, or an m-th of, the truth, and that counts as a convention
 * @param cites the lines it uses, directly or through others, by index
 * @param error why it has no meaning
 * @param understood how it was read
 */
record Finding(
        Claim claim,
        Verdict verdict,
        @Nullable Node claimed,
        @Nullable Node ideal,
        Map<String, Node> names,
        Optional<ComparisonAtPoints> comparison,
        OptionalInt because,
        Optional<Factor> factor,
        Set<Integer> cites,
        Optional<Diagnostic> error,
        Understood understood) {
    /** A line read as it stands. */
    Finding(
            Claim claim,
            Verdict verdict,
            @Nullable Node claimed,
            @Nullable Node ideal,
            Map<String, Node> names,
            Optional<ComparisonAtPoints> comparison,
            OptionalInt because,
            Optional<Factor> factor,
            Set<Integer> cites,
            Optional<Diagnostic> error) {
        this(claim, verdict, claimed, ideal, names, comparison, because, factor, cites, error, Understood.PLAIN);
    }

    /**
     * How a line was understood, where that is not as it stands.
     *
     * @param readings what is said about how it was read
     * @param convention under which convention it is right
     * @param name of that convention
     * @param rows what writes its formula as the user does, where names in it are rows
     */
    record Understood(
            List<Message> readings, Optional<Message> convention, String name, Optional<UnaryOperator<Expr>> rows) {
        /** As it stands. */
        static final Understood PLAIN = new Understood(List.of(), Optional.empty(), "");

        Understood(List<Message> readings, Optional<Message> convention, String name) {
            this(readings, convention, name, Optional.empty());
        }

        /** Copies the readings. */
        Understood {
            readings = List.copyOf(readings);
        }

        Understood with(Message reading) {
            List<Message> more = new ArrayList<>(List.of(reading));
            readings.stream().filter(other -> !other.equals(reading)).forEach(more::add);
            return new Understood(more, convention, name, rows);
        }

        Understood under(Message other) {
            return new Understood(readings, Optional.of(other), name, rows);
        }

        Understood in(UnaryOperator<Expr> other) {
            return new Understood(readings, convention, name, Optional.of(other));
        }
    }

    /**
     * A convention that differs by a factor.
     *
     * @param size the number of samples, as it is written
     * @param times the gradient times this is what the line says
     * @param perSample whether the line is m times the gradient; else it is the gradient where m times was announced
     */
    record Factor(String size, Node times, boolean perSample) {}

    boolean isSound() {
        return verdict == Verdict.AGREES;
    }

    Finding blamed(Verdict other, OptionalInt line) {
        return new Finding(
                claim, other, claimed, ideal, names, comparison, line, Optional.empty(), cites, error, understood);
    }

    Finding understood(Understood other) {
        return new Finding(claim, verdict, claimed, ideal, names, comparison, because, factor, cites, error, other);
    }
}
