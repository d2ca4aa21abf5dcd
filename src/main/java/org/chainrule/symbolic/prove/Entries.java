package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.ContractionWalk;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Small graphs of known sizes, entry by entry: a form without free indices for each entry of each node. Ops that move and
 * add entries, and those that sum products of two, are known by what they do to tensors with a single 1; so convolutions,
 * slices and reshapes need no rules.
 */
final class Entries {
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_NODES = 400;
    private static final int MOST_PAIRS = 3_000;
    private static final int POINTS = 4;
    private static final double TOLERANCE = 1e-9;

    private final FormAlgebra forms;
    private final PrimitiveForms primitives;
    private final Transcendentals functions;
    private final ExactNumbers numbers;
    private final NodeMap<Form[]> done = new NodeMap<>();

    Entries(FormAlgebra forms, PrimitiveForms primitives, Transcendentals functions, ExactNumbers numbers) {
        this.forms = forms;
        this.primitives = primitives;
        this.functions = functions;
        this.numbers = numbers;
    }

    /** True when all nodes are small. */
    static boolean suits(Walk walk) {
        if (walk.size() > MOST_NODES) {
            return false;
        }
        for (Node node : walk.nodes()) {
            Shape shape = node.shape();
            if (!shape.isKnown() || shape.entries() > MOST_ENTRIES || shape.entries() == 0) {
                return false;
            }
        }
        return true;
    }

    /** What stands for an entry of a node that is not taken apart. */
    interface Given {
        Form at(Node node, List<Integer> places);
    }

    /** The entries of the last node of a walk. */
    Form[] translate(Walk walk, Given given) {
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

    private Form[] given(Node node, Given given) {
        Shape shape = node.shape();
        Form[] entries = new Form[shape.entries()];
        Tensor value = node.inputs().isEmpty() && !node.isLeaf() ? node.op().eval(List.of(), Sizes.NONE) : null;
        for (int i = 0; i < entries.length; i++) {
            if (value != null && Double.isFinite(value.at(i))) {
                entries[i] = numbers.of(value.at(i));
            } else {
                List<Integer> places = new ArrayList<>();
                for (int position : place(shape, i)) {
                    places.add(AtomTable.place(position));
                }
                entries[i] = given.at(node, places);
            }
        }
        return entries;
    }

    private static int[] place(Shape shape, int entry) {
        int[] place = new int[shape.rank()];
        int rest = entry;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape.extent(axis);
            rest /= shape.extent(axis);
        }
        return place;
    }

    private Form @Nullable [] defined(Node node) {
        Op op = node.op();
        if (op instanceof StopGradient) {
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
        if (op.maskRule() == MaskRule.LINEAR) {
            return linear(node);
        }
        return op.maskRule() == MaskRule.PRODUCT && node.inputs().size() == 2 ? bilinear(node) : null;
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
            int[] place = place(node.shape(), i);
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

    private static Tensor zeros(Node node) {
        return Tensor.full(DType.F64, node.shape(), 0);
    }

    private static Tensor unit(Node node, int entry) {
        return Tensor.fill(DType.F64, node.shape(), i -> i == entry ? 1 : 0);
    }

    private Form @Nullable [] linear(Node node) {
        List<Tensor> values = new ArrayList<>();
        node.inputs().forEach(input -> values.add(zeros(input)));
        Tensor constant = node.op().eval(values, Sizes.NONE);
        if (!isAdditive(node, constant)) {
            return null;
        }
        Form[] entries = new Form[constant.count()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = numbers.of(constant.at(i));
        }
        for (int k = 0; k < values.size(); k++) {
            Node input = node.input(k);
            Form[] x = of(input);
            for (int entry = 0; entry < x.length; entry++) {
                values.set(k, unit(input, entry));
                Tensor image = node.op().eval(values, Sizes.NONE);
                for (int i = 0; i < entries.length; i++) {
                    entries[i] = plus(entries[i], image.at(i) - constant.at(i), x[entry]);
                }
            }
            values.set(k, zeros(input));
        }
        return entries;
    }

    /**
     * Whether an op adds up at points without any order or symmetry. It says of itself that it moves and adds entries, but
     * so do sorts, and which entries these move depends on the values.
     */
    private static boolean isAdditive(Node node, Tensor constant) {
        for (int point = 1; point <= POINTS; point++) {
            List<Tensor> first = generic(node, point);
            List<Tensor> second = generic(node, point + POINTS);
            List<Tensor> both = new ArrayList<>();
            for (int k = 0; k < first.size(); k++) {
                Tensor a = first.get(k);
                Tensor b = second.get(k);
                both.add(Tensor.fill(DType.F64, a.shape(), i -> a.at(i) + b.at(i)));
            }
            Tensor x = node.op().eval(first, Sizes.NONE);
            Tensor y = node.op().eval(second, Sizes.NONE);
            Tensor sum = node.op().eval(both, Sizes.NONE);
            for (int i = 0; i < sum.count(); i++) {
                if (!(Math.abs(x.at(i) + y.at(i) - sum.at(i) - constant.at(i)) < TOLERANCE)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Tensor> generic(Node node, int point) {
        List<Tensor> values = new ArrayList<>();
        for (Node input : node.inputs()) {
            int salt = 31 * point + 7 * values.size();
            values.add(Tensor.fill(DType.F64, input.shape(), i -> 3 * Math.sin(salt + 12.9898 * (i + 1))));
        }
        return values;
    }

    private Form plus(Form sum, double factor, Form x) {
        return factor == 0
                ? sum
                : sum.plus(
                        factor == 1
                                ? x
                                : x.times(numbers.of(factor).plain().numerator().constant()));
    }

    private Form @Nullable [] bilinear(Node node) {
        Form[] x = of(node.input(0));
        Form[] y = of(node.input(1));
        if (x.length * y.length > MOST_PAIRS) {
            return null;
        }
        Form[] entries = new Form[node.shape().entries()];
        Arrays.fill(entries, Form.ZERO);
        List<Tensor> sample = generic(node, 1);
        double[] predicted = new double[entries.length];
        for (int p = 0; p < x.length; p++) {
            Tensor first = unit(node.input(0), p);
            for (int q = 0; q < y.length; q++) {
                Tensor image = node.op().eval(List.of(first, unit(node.input(1), q)), Sizes.NONE);
                Form product = null;
                for (int i = 0; i < entries.length; i++) {
                    if (image.at(i) != 0) {
                        product = product == null ? forms.times(x[p], y[q]) : product;
                        entries[i] = entries[i].plus(product.times(Rational.ofDecimal(image.at(i))));
                        predicted[i] += image.at(i)
                                * sample.get(0).at(p)
                                * sample.get(1).at(q);
                    }
                }
            }
        }
        Tensor value = node.op().eval(sample, Sizes.NONE);
        for (int i = 0; i < entries.length; i++) {
            if (!(Math.abs(value.at(i) - predicted[i]) < TOLERANCE)) {
                return null;
            }
        }
        return entries;
    }
}
