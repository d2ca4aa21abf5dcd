package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.RatioOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Reading;
import org.chainrule.notation.model.Readings;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Dim;

/** The ways to read one line of a derivation. */
final class LineReadings {
    private final Model model;
    private final List<Dim> samples;
    private final Map<String, Node> names;

    /**
     * @param samples the sizes that count samples
     * @param names what the names of the derivation stand for
     */
    LineReadings(Model model, List<Dim> samples, Map<String, Node> names) {
        this.model = model;
        this.samples = samples;
        this.names = names;
    }

    /**
     * Another way to read a line.
     *
     * @param sentence what the user is told
     */
    record Other(Claim claim, Message sentence) {}

    /** The line as it is read wherever it stands. */
    Claim first(Claim claim) {
        Reading.Context context = context(claim);
        return claim.reading(formula -> Readings.first(formula, context));
    }

    /** What else a line may mean: each other reading that changes it, then each two of them. */
    List<Other> others(Claim first) {
        List<Other> others = new ArrayList<>();
        List<Reading> single = new ArrayList<>();
        for (Reading reading : Readings.OTHERS) {
            Claim read = read(first, reading);
            if (read != first) {
                others.add(new Other(read, say("read so: {0}", reading.sentence())));
                single.add(reading);
            }
        }
        for (int i = 0; i < single.size(); i++) {
            Claim once = others.get(i).claim();
            for (Reading reading : Readings.OTHERS) {
                Claim twice = reading == single.get(i) ? once : read(once, reading);
                if (twice != once) {
                    others.add(new Other(
                            twice, say("read so: {0}; {1}", single.get(i).sentence(), reading.sentence())));
                }
            }
        }
        return others;
    }

    /**
     * Whether a line has a sum over an index in products that was not understood as one: read without its index it may have no
     * meaning, which makes it no wrong claim.
     */
    boolean hasUnreadSum(Claim first) {
        Reading.Context context = context(first);
        return first.right().parts().stream().anyMatch(part -> Readings.isUnreadSum(part, context));
    }

    private Claim read(Claim claim, Reading reading) {
        Reading.Context context = context(claim);
        return claim.reading(formula -> reading.of(formula, context));
    }

    private Reading.Context context(Claim claim) {
        return new Reading.Context(
                model.dialect(claim.statement()), model.source().text(), samples, rank(claim), this::node);
    }

    /** The number of axes of what a line speaks of. */
    private static int rank(Claim claim) {
        if (claim.subject() instanceof GradientOf gradient) {
            return gradient.variable().rank();
        }
        return claim.subject() instanceof RatioOf ratio && ratio.of().isScalar()
                ? ratio.variable().rank()
                : -1;
    }

    private Optional<Node> node(Expr part) {
        try {
            return Optional.of(model.resolve(part, names));
        } catch (ChainruleException e) {
            // What is wrong with the line is said where it is judged.
            return Optional.empty();
        }
    }
}
