package org.chainrule.exec.digits;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

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

    Entries of(Node node, List<Entries> in) {
        return node.op().entryRule() == EntryRule.LINEAR ? linear(node, in) : moved(node, in);
    }

    /** What a run costs, in products. */
    static double cost(Node node, List<Entries> in, Shape result) {
        double runs = 1;
        for (int k = 0; k < in.size(); k++) {
            boolean real = node.input(k).type().isReal();
            runs *= node.op().entryRule() == EntryRule.LINEAR && real ? in.get(k).count() : 1;
        }
        return runs * result.entries() / 8 + result.entries();
    }

    private Entries moved(Node node, List<Entries> in) {
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
            Entries entries = in.get(k);
            if (!node.input(k).type().isReal()) {
                marks.add(entries.toTensor().as(DType.I64));
                continue;
            }
            int start = next;
            next += entries.count();
            marks.add(Tensor.fill(
                    DType.F64, entries.shape(), i -> mark(known, entries.at(i), byOrder ? -1 : start + i)));
        }
        Tensor result = node.op().eval(marks, sizes);
        return Entries.of(result, Ball -> Ball).count() == 0
                ? Entries.of(result, ball -> ball)
                : unmarked(node, result, known);
    }

    private Entries unmarked(Node node, Tensor result, List<Ball> known) {
        List<Ball> entries = new ArrayList<>();
        for (int k = 0; k < result.count(); k++) {
            double mark = result.at(k);
            long rank = Math.round(mark / STEP);
            boolean isMark = node.type().isReal() && rank > 0 && rank <= known.size() && mark == rank * STEP;
            entries.add(isMark ? known.get((int) rank - 1) : constants.of(mark));
        }
        return new Entries(result.shape(), entries);
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
        int low = 0;
        int high = known.size();
        while (low < high) {
            int middle = (low + high) / 2;
            int order = arithmetic.compare(ball, known.get(middle));
            if (order == 0) {
                return;
            }
            if (order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        known.add(low, ball);
    }

    private double mark(List<Ball> known, Ball ball, int position) {
        if (position >= 0) {
            return (position + 1) * STEP;
        }
        if (ball.isUndefined()) {
            return Double.NaN;
        }
        int low = 0;
        int high = known.size();
        while (low < high) {
            int middle = (low + high) / 2;
            int order = arithmetic.compare(ball, known.get(middle));
            if (order == 0) {
                return (middle + 1) * STEP;
            }
            low = order > 0 ? middle + 1 : low;
            high = order < 0 ? middle : high;
        }
        throw new IllegalStateException("an entry that was not listed");
    }

    /** The op on unit tensors, one entry of each real input at a time. */
    private Entries linear(Node node, List<Entries> in) {
        List<Integer> real = new ArrayList<>();
        List<@Nullable Tensor> images = new ArrayList<>();
        for (int k = 0; k < in.size(); k++) {
            boolean isReal = node.input(k).type().isReal();
            if (isReal) {
                real.add(k);
            }
            images.add(isReal ? null : in.get(k).toTensor().as(DType.I64));
        }
        int[] at = new int[real.size()];
        @Nullable List<Ball> sum = null;
        Shape shape = node.shape().resolve(sizes);
        boolean more = real.stream().allMatch(k -> in.get(k).count() > 0);
        while (more) {
            Ball factor = Ball.ONE;
            List<Tensor> units = new ArrayList<>();
            for (int k = 0, r = 0; k < in.size(); k++) {
                Tensor fixed = images.get(k);
                if (fixed != null) {
                    units.add(fixed);
                } else {
                    int place = at[r++];
                    factor = arithmetic.times(factor, in.get(k).at(place));
                    units.add(Tensor.fill(DType.F64, in.get(k).shape(), i -> i == place ? 1 : 0));
                }
            }
            sum = add(sum, node.op().eval(units, sizes), factor);
            more = false;
            for (int r = at.length - 1; r >= 0 && !more; r--) {
                at[r] = (at[r] + 1) % in.get(real.get(r)).count();
                more = at[r] != 0;
            }
        }
        return sum == null ? Entries.full(shape, Ball.ZERO) : new Entries(shape, sum);
    }

    private List<Ball> add(@Nullable List<Ball> sum, Tensor image, Ball factor) {
        List<Ball> next = new ArrayList<>();
        for (int k = 0; k < image.count(); k++) {
            double weight = image.at(k);
            Ball before = sum == null ? Ball.ZERO : sum.get(k);
            next.add(
                    weight == 0
                            ? before
                            : arithmetic.plus(
                                    before, weight == 1 ? factor : arithmetic.times(factor, constants.of(weight))));
        }
        return next;
    }
}
