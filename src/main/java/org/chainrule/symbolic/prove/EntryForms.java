package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.ContractionWalk;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Unchanged;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Small graphs of known sizes, entry by entry: a form without free indices for each entry of each node. Ops that say of
 * themselves that they move and add entries, or sum products of two, are known by what they do to tensors with a single 1; so
 * convolutions, slices and reshapes need no rules.
 */
final class EntryForms {
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_NODES = 400;
    /** Where entries are only moved, multiplied and added, as in the Jacobian of a product, each of them is short. */
    private static final int TIMES_AS_MANY = 5;

    private static final int MOST_PAIRS = 3_000;

    private final FormAlgebra forms;
    private final PrimitiveForms primitives;
    private final Transcendentals functions;
    private final NodeMap<Form[]> done = new NodeMap<>();

    EntryForms(FormAlgebra forms, PrimitiveForms primitives, Transcendentals functions) {
        this.forms = forms;
        this.primitives = primitives;
        this.functions = functions;
    }

    /** True when all nodes are small. */
    static boolean suits(Walk walk) {
        int times = walk.nodes().stream().allMatch(EntryForms::isShort) ? TIMES_AS_MANY : 1;
        return walk.size() <= MOST_NODES * times
                && walk.nodes().stream()
                        .map(Node::shape)
                        .allMatch(shape ->
                                shape.isKnown() && shape.entries() <= MOST_ENTRIES * times && shape.entries() > 0);
    }

    private static boolean isShort(Node node) {
        EntryRule rule = node.op().entryRule();
        return node.inputs().isEmpty()
                || node.op() instanceof Unchanged
                || node.contraction().isPresent()
                || rule == EntryRule.MOVED
                || (rule == EntryRule.PRODUCTS
                        && node.op().definition(node.inputs()).isPresent());
    }

    /**
     * The entries of the last node of a walk.
     *
     * @param given what stands for an entry of a node that is not taken apart, at its place
     */
    Form[] translate(Walk walk, BiFunction<Node, List<Integer>, Form> given) {
        Form[] last = {};
        for (Node node : walk.nodes()) {
            Form[] entries = null;
            if (!node.inputs().isEmpty()) {
                try {
                    entries = defined(node);
                } catch (UndefinedException e) {
                    // 1/0 and the like: the entries stand for themselves.
                }
            }
            last = entries != null ? entries : given(node, given);
            done.put(node, last);
        }
        return last;
    }

    private Form[] of(Node node) {
        Form[] entries = done.get(node);
        if (entries == null) {
            throw new IllegalStateException("a node before its inputs");
        }
        return entries;
    }

    private Form[] given(Node node, BiFunction<Node, List<Integer>, Form> given) {
        Shape shape = node.shape();
        Form[] entries = new Form[shape.entries()];
        // a size that is open is a number of its own
        boolean constant = node.inputs().isEmpty() && !node.isLeaf() && !(node.op() instanceof SizeOf);
        Tensor value = constant ? node.op().eval(List.of(), Sizes.NONE) : null;
        for (int i = 0; i < entries.length; i++) {
            if (value != null && Double.isFinite(value.at(i))) {
                entries[i] = functions.number(value.at(i));
            } else {
                entries[i] = given.apply(
                        node,
                        Arrays.stream(shape.index(i)).mapToObj(AtomTable::place).toList());
            }
        }
        return entries;
    }

    private Form @Nullable [] defined(Node node) {
        Op op = node.op();
        if (op instanceof Unchanged) {
            return of(node.input(0));
        }
        if (node.inputs().stream().anyMatch(x -> !x.type().isReal())) {
            return null;
        }
        Optional<Contraction> contraction = node.contraction();
        if (contraction.isPresent()) {
            return contracted(node, contraction.get());
        }
        if (op.isElementwise()) {
            return pointwise(node);
        }
        return switch (op.entryRule()) {
            case MOVED, LINEAR -> linear(node);
            case PRODUCTS -> node.inputs().size() == 2 ? bilinear(node) : null;
            case CHOSEN, COMPUTED -> null;
        };
    }

    /** Each entry as the sum of products that the op says it is. */
    private Form @Nullable [] contracted(Node node, Contraction contraction) {
        ContractionWalk terms = ContractionWalk.of(
                contraction,
                node.shape(),
                node.inputs().stream().map(Node::shape).toList());
        if (terms.count() > MOST_PAIRS) {
            return null;
        }
        Form[] entries = new Form[node.shape().entries()];
        Arrays.fill(entries, Form.ZERO);
        terms.forEach((entry, places) -> {
            Form product = Form.ONE;
            for (int k = 0; k < places.length; k++) {
                product = forms.times(
                        product, of(node.input(contraction.factors().get(k).input()))[places[k]]);
            }
            entries[entry] = entries[entry].plus(product);
        });
        Rational weight = Rational.of(1, contraction.divisor().size());
        for (int i = 0; i < entries.length; i++) {
            entries[i] = weight.isOne() ? entries[i] : entries[i].times(weight);
        }
        return entries;
    }

    private Form @Nullable [] pointwise(Node node) {
        Form[] entries = new Form[node.shape().entries()];
        for (int i = 0; i < entries.length; i++) {
            List<Form> arguments = new ArrayList<>();
            int[] place = node.shape().index(i);
            for (Node input : node.inputs()) {
                arguments.add(of(input)[aligned(input.shape(), place)]);
            }
            Form form = primitives.of(node.op(), arguments);
            entries[i] = form == null ? functions.applied(node.op(), arguments) : form;
        }
        return entries;
    }

    /** The entry of an operand that broadcasts to a place of the result. */
    private static int aligned(Shape shape, int[] place) {
        int at = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            int extent = shape.extent(axis);
            at = at * extent + (extent == 1 ? 0 : place[place.length - shape.rank() + axis]);
        }
        return at;
    }

    private static Tensor unit(Node node, int entry) {
        return Tensor.fill(DType.F64, node.shape(), i -> i == entry ? 1 : 0);
    }

    private Form[] linear(Node node) {
        List<Tensor> values = new ArrayList<>();
        node.inputs().forEach(input -> values.add(unit(input, -1)));
        Tensor constant = node.op().eval(values, Sizes.NONE);
        Form[] entries = new Form[constant.count()];
        Arrays.setAll(entries, i -> functions.number(constant.at(i)));
        for (int k = 0; k < values.size(); k++) {
            Form[] x = of(node.input(k));
            for (int entry = 0; entry < x.length; entry++) {
                values.set(k, unit(node.input(k), entry));
                Tensor image = node.op().eval(values, Sizes.NONE);
                for (int i = 0; i < entries.length; i++) {
                    entries[i] = plus(entries[i], image.at(i) - constant.at(i), x[entry]);
                }
            }
            values.set(k, unit(node.input(k), -1));
        }
        return entries;
    }

    private Form plus(Form sum, double factor, Form x) {
        return factor == 0 ? sum : sum.plus(forms.times(functions.number(factor), x));
    }

    private Form @Nullable [] bilinear(Node node) {
        Form[] x = of(node.input(0));
        Form[] y = of(node.input(1));
        if (x.length * y.length > MOST_PAIRS) {
            return null;
        }
        Form[] entries = new Form[node.shape().entries()];
        Arrays.fill(entries, Form.ZERO);
        for (int p = 0; p < x.length; p++) {
            for (int q = 0; q < y.length; q++) {
                List<Tensor> units = List.of(unit(node.input(0), p), unit(node.input(1), q));
                Tensor image = node.op().eval(units, Sizes.NONE);
                boolean none = IntStream.range(0, entries.length).allMatch(i -> image.at(i) == 0);
                Form product = none ? Form.ZERO : forms.times(x[p], y[q]);
                for (int i = 0; i < entries.length; i++) {
                    entries[i] = plus(entries[i], image.at(i), product);
                }
            }
        }
        return entries;
    }
}
