package org.chainrule.exec.digits;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.ContractionWalk;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Unchanged;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The values of a graph at one number of bits: primitives, contractions, kernels, and all other ops by their definitions. */
final class DigitRun {
    private static final int USUAL_BITS = 256;

    /** Each entry is compared with so many before it. */
    private static final int MOST_COMPARED = 64;

    private final Digits.Given given;
    private final Sizes sizes;
    private final BallArithmetic arithmetic;
    private final ExactConstants constants;
    private final BallPrimitives primitives;
    private final BallKernels kernels;
    private final EntryRuns runs;
    private final NodeMap<BallTensor> values = new NodeMap<>();
    private final NodeMap<Node> definitions = new NodeMap<>();
    private double budget;

    DigitRun(Digits.Given given, Sizes sizes, int bits, boolean last, double budget) {
        this.given = given;
        this.sizes = sizes;
        this.budget = budget;
        this.arithmetic = new BallArithmetic(bits, last);
        BallFunctions functions = new BallFunctions(arithmetic);
        this.constants = new ExactConstants(arithmetic, functions);
        this.primitives = new BallPrimitives(arithmetic, functions);
        this.kernels = new BallKernels(arithmetic, functions);
        this.runs = new EntryRuns(arithmetic, constants, sizes);
    }

    /** Allows at least so much work from now on. */
    void allow(double products) {
        budget = Math.max(budget, products);
    }

    BallArithmetic arithmetic() {
        return arithmetic;
    }

    /** The value of a node; what has been computed on the way stays. */
    BallTensor value(Node root) {
        Deque<Node> stack = new ArrayDeque<>();
        stack.push(root);
        while (!stack.isEmpty()) {
            Node node = stack.element();
            if (values.has(node)) {
                stack.pop();
                continue;
            }
            Node definition = definition(node);
            List<Node> below = definition != null ? List.of(definition) : node.inputs();
            int waiting = stack.size();
            for (int k = below.size() - 1; k >= 0; k--) {
                if (!values.has(below.get(k))) {
                    stack.push(below.get(k));
                }
            }
            if (stack.size() == waiting) {
                stack.pop();
                values.put(node, definition != null ? known(definition) : computed(node));
            }
        }
        return known(root);
    }

    private BallTensor known(Node node) {
        BallTensor value = values.get(node);
        if (value == null) {
            throw new IllegalStateException("not computed yet: " + node);
        }
        return value;
    }

    private boolean isDirect(Node node) {
        Op op = node.op();
        return node.inputs().isEmpty()
                || op instanceof Unchanged
                || primitives.has(op)
                || kernels.has(op, node.inputs().size())
                || op.entryRule() != EntryRule.COMPUTED;
    }

    private @Nullable Node definition(Node node) {
        if (isDirect(node) || node.contraction().isPresent()) {
            return null;
        }
        Node known = definitions.get(node);
        if (known == null) {
            Optional<Node> definition = node.op().definition(node.inputs());
            if (definition.isEmpty()) {
                throw new RefusedException(say(
                        "{0} is not evaluated to many digits: it has no definition by simpler ops",
                        node.op().name()));
            }
            known = definition.get();
            definitions.put(node, known);
        }
        return known;
    }

    private void spend(double products) {
        budget -= products * Math.max(1, arithmetic.bits() / USUAL_BITS);
        if (budget < 0) {
            throw new RefusedException(say("evaluating this to many digits takes too long"));
        }
    }

    private BallTensor computed(Node node) {
        Op op = node.op();
        Shape shape = node.shape().resolve(sizes);
        List<BallTensor> in = new ArrayList<>();
        node.inputs().forEach(input -> in.add(known(input)));
        if (op instanceof Leaf leaf) {
            return leaf(node, leaf);
        }
        if (op instanceof Constant constant) {
            return BallTensor.of(constant.value(), ball -> constants.of(ball.toDouble()));
        }
        if (op instanceof Fill fill) {
            return BallTensor.full(shape, constants.of(fill.value()));
        }
        if (op instanceof SizeOf size) {
            return BallTensor.full(shape, Ball.of(size.dim().evaluate(sizes)));
        }
        if (op instanceof Unchanged) {
            return in.get(0);
        }
        if (primitives.has(op)) {
            return elementwise(op, shape, in);
        }
        if (kernels.has(op, in.size())) {
            spend(BallKernels.cost(op, in.get(0).shape()));
            return kernels.of(op, in, shape);
        }
        Optional<Contraction> contraction = node.contraction();
        if (contraction.isPresent()) {
            return contracted(contraction.get(), shape, in);
        }
        if (op.entryRule() == EntryRule.COMPUTED) {
            throw new RefusedException(
                    say("{0} is not evaluated to many digits: it has no definition by simpler ops", op.name()));
        }
        spend(EntryRuns.cost(node, in, shape));
        return runs.of(node, in);
    }

    /** Values as they are written in decimal; probabilities are made to sum to 1. */
    private BallTensor leaf(Node node, Leaf leaf) {
        Tensor value = given.value(node);
        BallTensor entries =
                BallTensor.of(value, ball -> given.isAsWritten() ? constants.written(ball.toDouble()) : ball);
        double blur = given.blur(node);
        if (leaf.domain().kind() == Domain.Kind.SIMPLEX) {
            entries = normalised(entries, leaf.domain().axis());
        }
        return blur == 0
                ? entries
                : new BallTensor(
                        entries.shape(),
                        entries.balls().stream()
                                .map(ball -> ball.blurred(Math.log(blur) / Math.log(2)))
                                .toList());
    }

    private BallTensor normalised(BallTensor entries, int axis) {
        Shape shape = entries.shape();
        int at = shape.axis(axis);
        int inner = shape.slice(at + 1, shape.rank()).entries();
        int size = shape.extent(at);
        Ball[] sums = new Ball[size == 0 ? 0 : entries.count() / size];
        Arrays.fill(sums, Ball.ZERO);
        for (int k = 0; k < entries.count(); k++) {
            int group = k / (inner * size) * inner + k % inner;
            sums[group] = arithmetic.plus(sums[group], entries.at(k));
        }
        List<Ball> scaled = new ArrayList<>();
        for (int k = 0; k < entries.count(); k++) {
            scaled.add(arithmetic.over(entries.at(k), sums[k / (inner * size) * inner + k % inner]));
        }
        return new BallTensor(shape, scaled);
    }

    private BallTensor elementwise(Op op, Shape shape, List<BallTensor> in) {
        spend((double) primitives.cost(op) * shape.entries());
        List<BallTensor> stretched = in.stream().map(x -> x.stretched(shape)).toList();
        List<Ball> result = new ArrayList<>(shape.entries());
        for (int k = 0; k < shape.entries(); k++) {
            int most = Math.min(k, MOST_COMPARED);
            int known = 0;
            while (known < most && !areSame(stretched, known, k)) {
                known++;
            }
            int place = k;
            result.add(
                    known < most
                            ? result.get(known)
                            : primitives.of(
                                    op, stretched.stream().map(x -> x.at(place)).toList()));
        }
        return new BallTensor(shape, result);
    }

    /** Whether two entries are made of the same numbers: then they are one number, however little is known of it. */
    private static boolean areSame(List<BallTensor> in, int one, int other) {
        for (BallTensor each : in) {
            Ball a = each.at(one);
            if (a != each.at(other) && !(a.isExact() && a.equals(each.at(other)))) {
                return false;
            }
        }
        return true;
    }

    private BallTensor contracted(Contraction symbolic, Shape shape, List<BallTensor> in) {
        Contraction contraction = resolved(symbolic);
        ContractionWalk walk = ContractionWalk.of(
                contraction, shape, in.stream().map(BallTensor::shape).toList());
        spend(walk.count());
        Ball[] sums = new Ball[shape.entries()];
        Arrays.fill(sums, Ball.ZERO);
        List<Contraction.Factor> factors = contraction.factors();
        walk.forEach((entry, places) -> {
            Ball product = Ball.ONE;
            for (int k = 0; k < places.length; k++) {
                Ball factor = in.get(factors.get(k).input()).at(places[k]);
                product = k == 0 ? factor : arithmetic.times(product, factor);
            }
            sums[entry] = arithmetic.plus(sums[entry], product);
        });
        if (!contraction.divisor().isOne()) {
            Ball divisor = Ball.of(contraction.divisor().size());
            Arrays.setAll(sums, k -> arithmetic.over(sums[k], divisor));
        }
        return new BallTensor(shape, List.of(sums));
    }

    private Contraction resolved(Contraction contraction) {
        return new Contraction(
                contraction.bound().stream().map(this::resolved).toList(),
                contraction.factors().stream()
                        .map(factor -> new Contraction.Factor(
                                factor.input(),
                                factor.places().stream().map(this::resolved).toList()))
                        .toList(),
                contraction.equalities().stream()
                        .map(equality ->
                                new Contraction.Equality(resolved(equality.left()), resolved(equality.right())))
                        .toList(),
                resolved(contraction.divisor()));
    }

    private Contraction.Place resolved(Contraction.Place place) {
        return new Contraction.Place(place.terms(), resolved(place.base()), place.shift());
    }

    private Dim resolved(Dim dim) {
        return dim.isKnown() ? dim : Dim.of(dim.resolve(sizes));
    }
}
