package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.graph.Op;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;

/** Entries that only change their places along an axis: a slice, one put back, tensors side by side. */
final class MoveStep implements Step {
    private final String name;
    private final List<Piece> pieces;
    private final Store to;
    /** How many entries the axes before and behind have, and the axis itself in the result. */
    private final int outer;

    private final int inner;
    private final int size;
    private final boolean sparse;

    /**
     * What comes from one input: so many positions along the axis.
     *
     * @param size all of the input
     * @param start the first that is read
     * @param step from there to the next
     * @param at where it goes
     * @param apart from there to the next
     */
    private record Piece(Store from, int size, int start, int step, int at, int apart, int count) {
        boolean fits(int room) {
            return count == 0 || (fits(start, step, size) && fits(at, apart, room));
        }

        private boolean fits(int first, int by, int room) {
            int last = first + (count - 1) * by;
            return Math.min(first, last) >= 0 && Math.max(first, last) < room;
        }
    }

    private MoveStep(Op op, int axis, List<Piece> pieces, Store to, Shape out) {
        this.name = op instanceof Joining.Concat ? "side by side" : "slice";
        this.pieces = List.copyOf(pieces);
        this.to = to;
        this.outer = out.slice(0, axis).entries();
        this.inner = out.slice(axis + 1, out.rank()).entries();
        this.size = out.extent(axis);
        this.sparse = op instanceof Slicing.Unslice;
    }

    static boolean does(Op op) {
        return op instanceof Slicing.Slice || op instanceof Slicing.Unslice || op instanceof Joining.Concat;
    }

    /** The step, which only {@linkplain #fits makes sense} where all positions are there. */
    static MoveStep of(Op op, List<Store> in, List<Shape> shapes, Store to, Sizes sizes) {
        Shape out = shapes.get(in.size());
        List<Piece> pieces = new ArrayList<>();
        if (op instanceof Slicing.Slice slice) {
            int axis = slice.axis();
            int start = (int) slice.start().resolve(sizes);
            int count = out.extent(axis);
            pieces.add(new Piece(in.get(0), shapes.get(0).extent(axis), start, slice.step(), 0, 1, count));
            return new MoveStep(op, axis, pieces, to, out);
        }
        if (op instanceof Slicing.Unslice back) {
            int count = shapes.get(0).extent(back.axis());
            int at = (int) back.start().resolve(sizes);
            pieces.add(new Piece(in.get(0), count, 0, 1, at, back.step(), count));
            return new MoveStep(op, back.axis(), pieces, to, out);
        }
        int axis = ((Joining.Concat) op).axis();
        int at = 0;
        for (int i = 0; i < in.size(); i++) {
            int count = shapes.get(i).extent(axis);
            pieces.add(new Piece(in.get(i), count, 0, 1, at, 1, count));
            at += count;
        }
        return new MoveStep(op, axis, pieces, to, out);
    }

    boolean fits() {
        return pieces.stream().allMatch(piece -> piece.fits(size));
    }

    @Override
    public void run(Frame frame) {
        ArrayKernels kernels = frame.kernels;
        Object z = frame.arrays[to.arrayIndex()];
        if (sparse) {
            kernels.fill(z, 0, to.count(), 0);
        }
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            Object x = frame.array(piece.from);
            for (int o = 0; o < outer; o++) {
                int from = (o * piece.size + piece.start) * inner;
                int at = (o * size + piece.at) * inner;
                if (piece.step == 1 && piece.apart == 1) {
                    kernels.copy(x, from, z, at, piece.count * inner);
                } else if (inner == 1 && piece.apart == 1) {
                    kernels.gather(x, from, piece.step, z, at, piece.count);
                } else {
                    for (int k = 0; k < piece.count; k++) {
                        kernels.copy(x, from + k * piece.step * inner, z, at + k * piece.apart * inner, inner);
                    }
                }
            }
        }
        frame.written(to);
    }

    @Override
    public List<Store> reads() {
        return pieces.stream().map(Piece::from).toList();
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        return sparse ? name + " put back" : name;
    }

    @Override
    public long flops() {
        return 0;
    }
}
