package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.ArrayKernels.Rows;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.LossOps;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.SoftmaxAdjoints;
import org.chainrule.ops.Stepwise;
import org.chainrule.ops.Windowed;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.jspecify.annotations.Nullable;

/** The ops that have a kernel of their own, and the steps that run it. */
final class KernelSteps {
    private KernelSteps() {}

    static boolean has(Op op, List<Node> in) {
        if (op instanceof Windowed windowed) {
            return windowed.isOneWindow();
        }
        if (op instanceof PoolGradient
                || op instanceof ProductUpdate
                || op instanceof Cumulative.CumSum
                || op instanceof Stepwise
                || MoveStep.does(op)) {
            return true;
        }
        Axes axes = axes(op);
        if (op instanceof SoftmaxAdjoints.Adjoint
                && !in.get(0).shape().sameShape(in.get(1).shape())) {
            return false;
        }
        return axes != null && areNeighbours(axes.in(in.get(0).rank()));
    }

    /** The axes along which entries are taken together, for an op that takes the exponentials of groups. */
    private static @Nullable Axes axes(Op op) {
        if (op instanceof Softmax.Soft soft) {
            return soft.axes();
        }
        if (op instanceof Softmax.LogSumExp sum) {
            return sum.axes();
        }
        if (op instanceof SoftmaxAdjoints.Adjoint adjoint) {
            return adjoint.axes();
        }
        return op instanceof LossOps.SoftmaxCrossEntropy loss
                ? new Axes(false, List.of(loss.along().axis()))
                : null;
    }

    private static boolean areNeighbours(List<Integer> axes) {
        return !axes.isEmpty() && axes.get(axes.size() - 1) - axes.get(0) == axes.size() - 1;
    }

    /**
     * The step of an op that has a kernel.
     *
     * @param in the values of the inputs, their entries side by side
     * @param shapes of the inputs and, last, of the result
     */
    static Step of(Node node, List<View> in, View to, List<Shape> shapes, Sizes sizes, ArrayKernels kernels) {
        Op op = node.op();
        List<Store> reads = in.stream().map(View::store).toList();
        if (MoveStep.does(op)) {
            MoveStep step = MoveStep.of(op, reads, shapes, to.store(), sizes);
            // What reaches over an end is for the reference to refuse.
            return step.fits() ? step : new CallStep(node, reads, shapes.subList(0, in.size()), to.store());
        }
        if (op instanceof Windowed windowed) {
            Shape out = shapes.get(in.size());
            return new WindowStep(windowed, shapes.subList(0, in.size()), out, reads, to.store(), kernels);
        }
        if (op instanceof PoolGradient gradient) {
            return new PoolGradientStep(gradient.pool(), shapes, reads, to.store());
        }
        if (op instanceof Cumulative.CumSum sum) {
            return new RunningSumStep(in.get(0), sum.axis(), sum.reverse(), to.store());
        }
        Axes axes = axes(op);
        View x = in.get(0);
        int outer = 1;
        int size = 1;
        int inner = 1;
        for (int axis = 0; axis < x.rank() && axes != null; axis++) {
            if (axes.contains(axis)) {
                size *= x.extent(axis);
            } else if (size > 1 || axis > axes.in(x.rank()).get(0)) {
                inner *= x.extent(axis);
            } else {
                outer *= x.extent(axis);
            }
        }
        return new RowStep(new Rows(kind(op), outer, size, inner), reads, to.store());
    }

    private static Rows.Kind kind(Op op) {
        if (op instanceof SoftmaxAdjoints.Adjoint adjoint) {
            return adjoint.excess() ? Rows.Kind.EXCESS : Rows.Kind.DEVIATION;
        }
        if (op instanceof Softmax.Soft soft) {
            return soft.log() ? Rows.Kind.LOG_SOFTMAX : Rows.Kind.SOFTMAX;
        }
        return op instanceof Softmax.LogSumExp ? Rows.Kind.LOG_SUM_EXP : Rows.Kind.CROSS_ENTROPY;
    }

    /** Softmax and its relatives. */
    private record RowStep(Rows rows, List<Store> reads, Store to) implements Step {
        @Override
        public void run(Frame frame) {
            Object x = frame.array(reads.get(0));
            Object y = frame.array(reads.get(reads.size() - 1));
            ArrayKernels kernels = frame.kernels;
            kernels.rows(rows, x, y, frame.arrays[to.arrayIndex()], frame.room);
            frame.written(to);
        }

        @Override
        public List<Store> writes() {
            return List.of(to);
        }

        @Override
        public String text() {
            String name =
                    switch (rows.kind()) {
                        case SOFTMAX -> "softmax";
                        case LOG_SOFTMAX -> "log softmax";
                        case LOG_SUM_EXP -> "log-sum-exp";
                        case CROSS_ENTROPY -> "cross-entropy";
                        case DEVIATION, EXCESS -> "softmax, back,";
                    };
            return name + " of " + rows.groups() + " groups of " + rows.size();
        }

        @Override
        public long flops() {
            return 20L * rows.count();
        }

        @Override
        public int room() {
            return rows.count();
        }
    }
}
