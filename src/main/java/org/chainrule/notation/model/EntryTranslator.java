package org.chainrule.notation.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.Dim;

/**
 * What reads formulas about entries, {@code ∂J/∂W_{ij} = (p_i − y_i) x_j}, as formulas about whole arrays. It is in a jar of its own, which
 * not every user needs, so it is found as a service.
 */
public interface EntryTranslator {
    /**
     * What a formula says.
     *
     * @param statement the claim, written for whole arrays
     * @param span where the formula stands, a left side that it takes from the line before apart
     */
    record Read(Statement statement, Span span) {}

    /** The formulas of one model. */
    interface Formulas {
        /** All formulas about entries in a part of the text. */
        List<Read> in(int start, int end);

        /**
         * A sum over an index that stands in any formula, {@code S^{-1} \\sum_i (x_i - \\mu)}, for whole arrays: empty for what has
         * no meaning letter by letter.
         *
         * @param span where it is written
         * @param rank the number of axes of what the formula speaks of; a vector is a matrix where that is 2
         * @param samples the sizes that count samples
         */
        Optional<Expr> sum(Span span, int rank, List<Dim> samples);
    }

    /**
     * The formulas of one model.
     *
     * @param derived the name of what is derived
     * @param helpers what lines of the derivation give, by name
     */
    Formulas of(Model model, String derived, Map<String, Node> helpers);

    /** What reads such formulas, where it is on the class path. */
    static Optional<EntryTranslator> service() {
        return Found.READER;
    }

    /** Sought once: a derivation asks for each of its lines. */
    final class Found {
        private static final Optional<EntryTranslator> READER = ServiceLoader.load(
                        EntryTranslator.class, EntryTranslator.class.getClassLoader())
                .findFirst();

        private Found() {}
    }
}
