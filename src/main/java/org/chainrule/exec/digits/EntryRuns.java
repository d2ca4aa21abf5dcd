package org.chainrule.exec.digits;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Ops that say only how entries come from entries: the op itself is run on numbers that stand for them. */
final class EntryRuns {
    /** Stands apart from fixed numbers that an op puts in. */
    private static final double STEP = 1 + 0x1p-20;

    private final BallArithmetic arithmetic;
    private final ExactConstants constants;
    private final Sizes sizes;

    EntryRuns(BallArithmetic arithmetic, ExactConstants constants, Sizes sizes) {
        this.arithmetic = arithmetic;
        this.constants = constants;
        this.sizes = sizes;
    }

    BallTensor of(Node node, List<BallTensor> in) {
        return switch (node.op().entryRule()) {
            case LINEAR -> linear(node, in);
            case PRODUCTS -> products(node, in);
            default -> moved(node, in);
        };
    }

    /** What a run costs, in products. */
    static double cost(Node node, List<BallTensor> in, Shape result) {
        double sum = 0;
        double product = 1;
        for (int k = 0; k < in.size(); k++) {
            double count = node.input(k).type().isReal() ? in.get(k).count() : 0;
            sum += count;
            product *= Math.max(1, count);
        }
        EntryRule rule = node.op().entryRule();
        double runs = rule == EntryRule.PRODUCTS ? product : rule == EntryRule.LINEAR ? sum : 1;
        return (runs / 8 + 1) * result.entries();
    }

    private BallTensor moved(Node node, List<BallTensor> in) {
        boolean byOrder = node.op().entryRule() == EntryRule.CHOSEN;
        List<Ball> known = new ArrayList<>();
        for (int k = 0; k < in.size(); k++) {
            if (node.input(k).type().isReal()) {
                in.get(k).balls().forEach(ball -> insert(known, ball, byOrder));
            }
        }
        List<Tensor> marks = new ArrayList<>();
        int next = 0;
        for (int k = 0; k < in.size(); k++) {
            BallTensor entries = in.get(k);
            Optional<Tensor> fixed = fixed(node, in, k);
            if (fixed.isPresent()) {
                marks.add(fixed.get());
                continue;
            }
            int start = next;
            next += entries.count();
            marks.add(
                    Tensor.fill(DType.F64, entries.shape(), i -> mark(known, entries.at(i), byOrder ? -1 : start + i)));
        }
        try {
            return unmarked(node, node.op().eval(marks, sizes), known);
        } catch (ChainruleException e) {
            // Labels name places, so that no other number can stand for one.
            return exact(node, in)
                    .orElseThrow(() -> new RefusedException(
                            say("the numbers are too large or too small for an evaluation to many digits")));
        }
    }

    /** The op on the numbers themselves, where all are whole. */
    private Optional<BallTensor> exact(Node node, List<BallTensor> in) {
        List<Tensor> numbers = new ArrayList<>();
        for (int k = 0; k < in.size(); k++) {
            BallTensor balls = in.get(k);
            Tensor rounded = fixed(node, in, k).orElse(balls.toTensor());
            for (int i = 0; i < rounded.count(); i++) {
                double number = rounded.at(i);
                if (number != Math.rint(number) || arithmetic.compare(balls.at(i), constants.of(number)) != 0) {
                    return Optional.empty();
                }
            }
            numbers.add(rounded);
        }
        Tensor result = node.op().eval(numbers, sizes);
        List<Ball> entries = new ArrayList<>();
        for (int i = 0; i < result.count(); i++) {
            entries.add(constants.of(result.at(i)));
        }
        return Optional.of(new BallTensor(result.shape(), entries));
    }

    private BallTensor unmarked(Node node, Tensor result, List<Ball> known) {
        List<Ball> entries = new ArrayList<>();
        for (int k = 0; k < result.count(); k++) {
            double mark = result.at(k);
            long rank = Math.round(mark / STEP);
            boolean isMark = node.type().isReal() && rank > 0 && rank <= known.size() && mark == rank * STEP;
            entries.add(isMark ? known.get((int) rank - 1) : constants.of(mark));
        }
        return new BallTensor(result.shape(), entries);
    }

    /** By position every entry is listed; by order each number once, the smallest first. */
    private void insert(List<Ball> known, Ball ball, boolean byOrder) {
        if (!byOrder) {
            known.add(ball);
            return;
        }
        if (ball.isUndefined()) {
            return;
        }
        int place = Collections.binarySearch(known, ball, arithmetic::compare);
        if (place < 0) {
            known.add(-place - 1, ball);
        }
    }

    private double mark(List<Ball> known, Ball ball, int position) {
        if (position >= 0) {
            return (position + 1) * STEP;
        }
        if (ball.isUndefined()) {
            return Double.NaN;
        }
        int place = Collections.binarySearch(known, ball, arithmetic::compare);
        if (place >= 0) {
            return (place + 1) * STEP;
        }
        throw new IllegalStateException("an entry that was not listed");
    }

    /** The op on unit tensors, one entry of one input at a time. */
    private BallTensor linear(Node node, List<BallTensor> in) {
        List<Tensor> zeros = new ArrayList<>();
        for (int k = 0; k < in.size(); k++) {
            zeros.add(fixed(node, in, k).orElse(unit(in.get(k), -1)));
        }
        List<Ball> sum = Collections.nCopies(node.shape().resolve(sizes).entries(), Ball.ZERO);
        for (int k = 0; k < in.size(); k++) {
            for (int place = 0;
                    node.input(k).type().isReal() && place < in.get(k).count();
                    place++) {
                List<Tensor> units = new ArrayList<>(zeros);
                units.set(k, unit(in.get(k), place));
                sum = add(sum, node.op().eval(units, sizes), in.get(k).at(place));
            }
        }
        return new BallTensor(node.shape().resolve(sizes), sum);
    }

    /** The op on unit tensors, one entry of each input at a time. */
    private BallTensor products(Node node, List<BallTensor> in) {
        int[] at = new int[in.size()];
        List<Ball> sum = Collections.nCopies(node.shape().resolve(sizes).entries(), Ball.ZERO);
        boolean more = in.stream().allMatch(each -> each.count() > 0);
        while (more) {
            Ball factor = Ball.ONE;
            List<Tensor> units = new ArrayList<>();
            for (int k = 0; k < in.size(); k++) {
                factor = arithmetic.times(factor, in.get(k).at(at[k]));
                units.add(unit(in.get(k), at[k]));
            }
            sum = add(sum, node.op().eval(units, sizes), factor);
            more = false;
            for (int k = at.length - 1; k >= 0 && !more; k--) {
                at[k] = (at[k] + 1) % in.get(k).count();
                more = at[k] != 0;
            }
        }
        return new BallTensor(node.shape().resolve(sizes), sum);
    }

    private static Tensor unit(BallTensor x, int place) {
        return Tensor.fill(DType.F64, x.shape(), i -> i == place ? 1 : 0);
    }

    /** The indices, for an input of such. */
    private static Optional<Tensor> fixed(Node node, List<BallTensor> in, int k) {
        return node.input(k).type().isReal()
                ? Optional.empty()
                : Optional.of(in.get(k).toTensor().as(DType.I64));
    }

    private List<Ball> add(List<Ball> sum, Tensor image, Ball factor) {
        List<Ball> next = new ArrayList<>();
        for (int k = 0; k < image.count(); k++) {
            double weight = image.at(k);
            Ball before = sum.get(k);
            next.add(
                    weight == 0
                            ? before
                            : arithmetic.plus(
                                    before, weight == 1 ? factor : arithmetic.times(factor, constants.of(weight))));
        }
        return next;
    }
}
