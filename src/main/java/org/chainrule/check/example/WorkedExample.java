package org.chainrule.check.example;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.chainrule.check.Assumptions;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.JudgedLine.Apart;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.exec.SizeInference;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * A wrong line worked out with small whole numbers in small arrays, such as 2×3.
 *
 * @param inputs the numbers to begin with, by name
 * @param parts what else the line names, and what it is there
 * @param yours what the line gives; empty where its shapes do not fit
 * @param right what the derivative is
 * @param entry where the two differ most; empty where they differ in shape
 * @param sizes the sizes that the file leaves open
 */
public record WorkedExample(
        Map<String, Tensor> inputs,
        Map<String, Tensor> parts,
        Optional<Tensor> yours,
        Tensor right,
        OptionalInt entry,
        Sizes sizes) {
    /** What stands above an example. */
    public static final Message TITLE = say("with small numbers");

    private static final int DRAWS = 8;
    private static final int PATTERNS = 5;

    /** A larger array is no example that anybody follows by hand. */
    private static final int MOST_ENTRIES = 16;

    private static final int MOST_INPUTS = 8;

    /** A smaller difference, relative to the largest entry, does not catch the eye. */
    private static final double VISIBLE = 0.02;

    /** A zero that is left of larger numbers. */
    private static final double ROUNDING = 1e-12;

    /** An example that shows what is wrong with a line, if one is found quickly: of a few, the one that is shortest to write. */
    public static Optional<WorkedExample> of(JudgedLine line) {
        return line.evidence().apart().flatMap(WorkedExample::of);
    }

    private static Optional<WorkedExample> of(Apart apart) {
        List<Node> roots = new ArrayList<>(List.of(apart.right()));
        apart.claimed().ifPresent(roots::add);
        roots.addAll(apart.names().values());
        roots.addAll(apart.assumptions().nodes());
        Walk walk = Walk.from(roots);
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            List<WorkedExample> examples = new ArrayList<>();
            for (int draw = 0; draw < DRAWS; draw++) {
                try {
                    at(apart, walk, pattern, new SplittableRandom(100L * pattern + draw))
                            .ifPresent(examples::add);
                } catch (ChainruleException e) {
                    // not all sizes and not all numbers are possible
                }
            }
            if (!examples.isEmpty()) {
                return examples.stream().min(Comparator.comparingInt(WorkedExample::effort));
            }
        }
        return Optional.empty();
    }

    private static Optional<WorkedExample> at(Apart apart, Walk walk, int pattern, SplittableRandom random) {
        Sizes sizes = sizes(apart, walk, pattern);
        List<Binding> bindings = new ArrayList<>(apart.given());
        Set<Node> bound = new LinkedHashSet<>();
        apart.given().forEach(binding -> bound.add(binding.leaf()));
        for (Node node : walk.nodes()) {
            if (node.op() instanceof Leaf && !bound.contains(node)) {
                bindings.add(node.is(SmallNumbers.of(node, node.shape().resolve(sizes), random)));
            }
        }
        Evaluator at = new Evaluator(bindings, sizes, DType.F64);
        Optional<Tensor> yours = apart.claimed().map(at::value);
        Tensor right = at.value(apart.right());
        if (!right.isFinite()
                || yours.filter(value -> !value.isFinite()).isPresent()
                || !holds(apart.assumptions(), at)) {
            return Optional.empty();
        }
        boolean comparable =
                yours.filter(value -> value.shape().equals(right.shape())).isPresent();
        OptionalInt entry = comparable ? differing(yours.get(), right) : OptionalInt.empty();
        if (comparable && entry.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Node node : walk.nodes()) {
            if (node.op() instanceof Leaf) {
                node.label().ifPresent(name -> inputs.put(name, at.value(node)));
            }
        }
        Map<String, Tensor> parts = new LinkedHashMap<>();
        apart.names().forEach((name, node) -> {
            if (!(node.op() instanceof Leaf) && node.isVariable()) {
                parts.put(name, at.value(node));
            }
        });
        WorkedExample example = new WorkedExample(inputs, parts, yours, right, entry, sizes);
        return Optional.of(example).filter(WorkedExample::isShort);
    }

    /** Sizes 2 and 3 in turn, where that does not do also others, all different. */
    private static Sizes sizes(Apart apart, Walk walk, int pattern) {
        Sizes known = SizeInference.from(apart.given(), Sizes.NONE);
        Set<String> names = new TreeSet<>();
        for (Node node : walk.nodes()) {
            for (Dim dim : node.shape().dims()) {
                if (!dim.freeName().isEmpty() && !known.has(dim.freeName())) {
                    names.add(dim.freeName());
                }
            }
        }
        Map<String, Long> sizes = new HashMap<>(known.asMap());
        int i = 0;
        for (String name : names) {
            long size =
                    switch (pattern) {
                        case 0 -> 2 + i % 2;
                        case 1 -> 3 - i % 2;
                        case 2 -> 2 + i / 2 % 2;
                        case 3 -> 2 + i;
                        default -> 1 + names.size() - i;
                    };
            sizes.put(name, size);
            i++;
        }
        return Sizes.of(sizes);
    }

    private static boolean holds(Assumptions assumptions, Evaluator at) {
        for (Assumptions.Equation equation : assumptions.equations()) {
            Tensor left = at.value(equation.left());
            Tensor right = at.value(equation.right());
            for (int k = 0; k < Math.max(left.count(), right.count()); k++) {
                double a = left.at(left.rank() == 0 ? 0 : k);
                double b = right.at(right.rank() == 0 ? 0 : k);
                if (!(Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static OptionalInt differing(Tensor yours, Tensor right) {
        int most = -1;
        double scale = 0;
        for (int k = 0; k < yours.count(); k++) {
            scale = Math.max(scale, Math.max(Math.abs(yours.at(k)), Math.abs(right.at(k))));
            if (most < 0 || apart(yours, right, k) > apart(yours, right, most)) {
                most = k;
            }
        }
        return most >= 0 && apart(yours, right, most) > VISIBLE * scale ? OptionalInt.of(most) : OptionalInt.empty();
    }

    private static double apart(Tensor yours, Tensor right, int k) {
        return Math.abs(yours.at(k) - right.at(k));
    }

    /** How much there is to write down: digits of what comes out, and zeros, with which everything looks alike. */
    private int effort() {
        List<Tensor> all = new ArrayList<>(inputs.values());
        all.addAll(parts.values());
        yours.ifPresent(all::add);
        all.add(right);
        int effort = 0;
        for (Tensor value : all) {
            for (int k = 0; k < value.count(); k++) {
                effort += value.at(k) == 0 ? 12 : number(value.at(k)).length();
            }
        }
        return effort;
    }

    private boolean isShort() {
        return inputs.size() <= MOST_INPUTS
                && inputs.values().stream().allMatch(value -> value.count() <= MOST_ENTRIES)
                && parts.values().stream().allMatch(value -> value.count() <= MOST_ENTRIES)
                && yours.filter(value -> value.count() > MOST_ENTRIES).isEmpty()
                && right.count() <= MOST_ENTRIES;
    }

    /** The position of the entry in which the two differ, {@code [1, 2]}; empty for numbers and where shapes differ. */
    public String index() {
        Shape shape = right.shape();
        if (entry.isEmpty() || shape.rank() == 0) {
            return "";
        }
        List<Integer> index = new ArrayList<>();
        int rest = entry.getAsInt();
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            index.add(0, rest % shape.extent(axis));
            rest /= shape.extent(axis);
        }
        return index.toString();
    }

    /** The example in sentences: what to begin with, what else the line names, and where it ends. */
    public List<Message> sentences() {
        List<Message> sentences = new ArrayList<>();
        String chosen = sizes.asMap().isEmpty() ? "" : " " + sizes;
        sentences.add(say("worked out for {0}{1}:", text(inputs), chosen));
        if (!parts.isEmpty()) {
            sentences.add(say("there {0}", text(parts)));
        }
        if (yours.isEmpty()) {
            sentences.add(say("your line cannot be computed there, right is {0}", text(right)));
            return sentences;
        }
        Tensor found = yours.get();
        if (!found.shape().equals(right.shape())) {
            sentences.add(say(
                    "your line gives {0} of shape {1}, right is {2} of shape {3}",
                    text(found), found.shape(), text(right), right.shape()));
        } else if (index().isEmpty()) {
            sentences.add(say("your line gives {0}, right is {1}", text(found), text(right)));
        } else {
            int at = entry.orElse(0);
            sentences.add(say(
                    "your line gives {0}, right is {1}: entry {2} is {3} and should be {4}",
                    text(found), text(right), index(), number(found.at(at)), number(right.at(at))));
        }
        return sentences;
    }

    /** Entries of at most four digits. */
    public static String text(Tensor value) {
        return TensorText.full(Tensor.fill(DType.F64, value.shape(), k -> rounded(value.at(k))));
    }

    private static String number(double value) {
        return TensorText.number(rounded(value));
    }

    /** No more than four digits. */
    private static double rounded(double value) {
        return Math.abs(value) < ROUNDING ? 0 : Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
    }

    /** Names with their values: {@code X = [[1, 2]], w = 3}. */
    public static String text(Map<String, Tensor> values) {
        List<String> texts = new ArrayList<>();
        values.forEach((name, value) -> texts.add(name + " = " + text(value)));
        return String.join(", ", texts);
    }
}
