package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.RatioOf;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.EntryTranslator;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Reading;
import org.chainrule.notation.model.Readings;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Dim;

/** The ways to read one line of a derivation. */
final class LineReadings {
    private static final Pattern INDEX = Pattern.compile("_\\{?([a-z])\\}?$|\\^\\{\\(([a-z])\\)\\}");
    private static final Pattern ENTRY = Pattern.compile("_\\{?([a-z]),? ?(?!\\1)[a-z]\\}?$");
    private static final Pattern SUM = Pattern.compile("(?:\\\\sum|∑|Σ)[^_]{0,9}_\\{?\\s*([a-z])");

    private final Model model;
    private final List<Dim> samples;
    private final Map<String, Node> names;
    private final Reading index = index((part, context) -> sum(part, context));
    private final List<Reading> readings = new ArrayList<>(Readings.OTHERS);

    /**
     * @param samples the sizes that count samples
     * @param names what the names of the derivation stand for
     */
    LineReadings(Model model, List<Dim> samples, Map<String, Node> names) {
        this.model = model;
        this.samples = samples;
        this.names = names;
        readings.add(index);
    }

    private Optional<Expr> sum(Expr part, Reading.Context context) {
        return Readings.writtenSum(part, context).flatMap(sum -> EntryTranslator.service()
                .flatMap(reader -> reader.of(model, model.lossName().orElse(""), names)
                        .sum(sum, context.rank(), context.samples())));
    }

    /** The reading of sums over an index, which takes them letter by letter. */
    static Reading index(Reading.Rule rule) {
        return new Reading(
                "index",
                say("x⁽ⁱ⁾ with the index i of a sum is the row or the column that i counts"),
                "\\sum_i (w^T x_i - y_i) x_i",
                rule);
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
        Claim read = claim.reading(formula -> Readings.first(formula, context));
        Optional<Node> like = like(read);
        return like.isEmpty() ? read : read.reading(side -> Readings.identity(side, like, context));
    }

    /** What gives a name to a sum over an index: nothing tells how it is meant but its letters. */
    Claim lettered(Claim first) {
        Claim read = read(first, index);
        return node(read.right()).isPresent() ? read : first;
    }

    /** What an I that is a whole side has the rows of. */
    private Optional<Node> like(Claim claim) {
        if (!claim.uses().contains("I")) {
            return Optional.empty();
        } else if (claim.subject() instanceof RatioOf ratio) {
            return Optional.of(ratio.variable()).filter(node -> node.rank() == 1);
        }
        Optional<Node> left = claim.subject() instanceof GradientOf gradient
                ? Optional.of(gradient.variable())
                : claim.subject() instanceof Side side
                        ? node(side.left()).or(() -> node(claim.right()))
                        : Optional.empty();
        return left.filter(Readings::isSquare);
    }

    /** All that a line may mean. */
    Stream<Claim> both(Claim claim) {
        Claim first = first(claim);
        return Stream.concat(Stream.of(first), others(first).stream().map(Other::claim));
    }

    /** What else a line may mean: each other reading that changes it, then each two of them. */
    List<Other> others(Claim first) {
        List<Other> others = new ArrayList<>();
        List<Reading> single = new ArrayList<>();
        for (Reading reading : readings) {
            Claim read = read(first, reading);
            // what had no shape before may have one beside which I has a size
            read = read != first && read.uses().contains("I") ? this.first(read) : read;
            if (read != first) {
                others.add(new Other(read, say("read so: {0}", reading.sentence())));
                single.add(reading);
            }
        }
        for (int i = 0; i < single.size(); i++) {
            Claim once = others.get(i).claim();
            for (Reading reading : readings) {
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
        return first.right().parts().stream().anyMatch(part -> Readings.isUnreadSum(part, context, readings));
    }

    /** Whether a line adds entries with two letters, that are not the same, over one of them, of which its formula for whole arrays knows nothing. */
    boolean hasSummedEntries(Claim first) {
        return SUM.matcher(first.text()).find()
                && first.right().parts().stream()
                        .anyMatch(part -> part instanceof Expr.Name name
                                && name.span().start() >= 0
                                && ENTRY.matcher(model.source().text(name.span()))
                                        .find());
    }

    /** Whether a line has a free index below or above what is a matrix in the model, so that it may speak of vectors. */
    boolean hasVectors(Claim first) {
        return first.right().parts().stream()
                .anyMatch(part -> part instanceof Expr.Name name
                        && name.span().start() >= 0
                        && isWithMore(model.source().text(name.span()), name.id())
                        && isFree(INDEX.matcher(model.source().text(name.span())), first.text())
                        && model.find(name.id())
                                .filter(node -> node.rank() == 2)
                                .isPresent());
    }

    /** Whether a name is written with more than itself: what the model calls next_h, or a program for h0, has no index h. */
    private static boolean isWithMore(String written, String id) {
        return !written.equals(id) && (!written.matches("\\w+") || written.regionMatches(true, 0, id, 0, id.length()));
    }

    private static boolean isFree(Matcher index, String line) {
        if (!index.find()) {
            return false;
        }
        String letter = index.group(1) != null ? index.group(1) : index.group(2);
        Matcher sum = SUM.matcher(line);
        boolean free = true;
        while (free && sum.find()) {
            free = !sum.group(1).equals(letter);
        }
        return free;
    }

    private Claim read(Claim claim, Reading reading) {
        Reading.Context context = context(claim);
        Claim read = claim.reading(formula -> reading.of(formula, context));
        // of one number there is no mean: what stands in it has entries
        return read != claim && read.right().parts().stream().anyMatch(this::isMeanOfNumber) ? claim : read;
    }

    private boolean isMeanOfNumber(Expr part) {
        return part instanceof Expr.Call call
                && call.function().equals("mean")
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expr.Binary product
                && product.op() == BinaryOp.MATMUL
                && node(product).filter(Node::isScalar).isPresent();
    }

    private Reading.Context context(Claim claim) {
        Optional<Node> by = by(claim);
        return new Reading.Context(
                model.dialect(claim.statement()),
                model.source().text(),
                samples.isEmpty() ? by.map(this::sizesBeside).orElse(samples) : samples,
                by.map(Node::rank).orElse(-1),
                this::node);
    }

    /** Where all that has samples is derived by, as in a layer that normalises them, they are counted by what a gradient has no axis for. */
    private List<Dim> sizesBeside(Node by) {
        return model.leaves().stream()
                .flatMap(leaf -> leaf.shape().dims().stream())
                .filter(size -> by.shape().dims().stream().noneMatch(size::sameSize))
                .distinct()
                .toList();
    }

    /** What the gradient that a line speaks of is by. */
    private static Optional<Node> by(Claim claim) {
        if (claim.subject() instanceof GradientOf gradient) {
            return Optional.of(gradient.variable());
        }
        return claim.subject() instanceof RatioOf ratio && ratio.of().isScalar()
                ? Optional.of(ratio.variable())
                : Optional.empty();
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
