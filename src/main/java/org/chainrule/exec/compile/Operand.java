package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * What a group reads, one tile after the other. Entries that lie as the group goes through them are read where they are; others
 * are brought into a tile first, and a number into a tile that is filled once.
 */
final class Operand {
    private final Store store;
    /** The axes joined where they can be, the last one first: how many entries, and how far apart. */
    private final int[] extents;

    private final int[] strides;
    private final int tile;

    private Operand(Store store, int[] extents, int[] strides, int tile) {
        this.store = store;
        this.extents = extents;
        this.strides = strides;
        this.tile = tile;
    }

    /**
     * An operand.
     *
     * @param view of the shape of the group
     * @param tile the tile it is brought into, if it must be
     */
    static Operand of(View view, int tile) {
        List<int[]> joined = new ArrayList<>();
        for (int axis = view.rank() - 1; axis >= 0; axis--) {
            int extent = view.extent(axis);
            int stride = view.stride(axis);
            if (extent == 1) {
                continue;
            }
            int[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && stride == last[0] * last[1]) {
                last[0] *= extent;
            } else {
                joined.add(new int[] {extent, stride});
            }
        }
        int[] extents = joined.stream().mapToInt(pair -> pair[0]).toArray();
        int[] strides = joined.stream().mapToInt(pair -> pair[1]).toArray();
        return new Operand(view.store(), extents, strides, tile);
    }

    /** Whether it is read where it lies. */
    static boolean isDirect(View view) {
        return view.isDense() && !view.store().isNumber();
    }

    Store store() {
        return store;
    }

    private boolean isNumber() {
        return store.isNumber() || strides.length == 0 || (strides.length == 1 && strides[0] == 0);
    }

    boolean isDirect() {
        return !isNumber() && strides.length == 1 && strides[0] == 1;
    }

    /** Before the first tile. */
    void open(Frame frame, int at, int length) {
        if (isDirect()) {
            frame.operands[at] = frame.arrays[store.index()];
            return;
        }
        frame.operands[at] = frame.tiles[tile];
        frame.starts[at] = 0;
        if (isNumber()) {
            double value =
                    store.isNumber() ? frame.number(store.index()) : frame.kernels.get(frame.arrays[store.index()], 0);
            frame.kernels.fill(frame.tiles[tile], 0, length, value);
        }
    }

    /** Before a tile goes through the group. */
    void read(Frame frame, int at, int from, int length) {
        if (isDirect()) {
            frame.starts[at] = from;
        } else if (!isNumber()) {
            bring(frame, from, length);
        }
    }

    private void bring(Frame frame, int from, int length) {
        Object array = frame.arrays[store.index()];
        Object into = frame.tiles[tile];
        int done = 0;
        while (done < length) {
            int rest = from + done;
            int within = rest % extents[0];
            rest /= extents[0];
            int position = within * strides[0];
            for (int axis = 1; axis < extents.length; axis++) {
                position += rest % extents[axis] * strides[axis];
                rest /= extents[axis];
            }
            int run = Math.min(extents[0] - within, length - done);
            if (strides[0] == 1) {
                frame.kernels.copy(array, position, into, done, run);
            } else if (strides[0] == 0) {
                frame.kernels.fill(into, done, run, frame.kernels.get(array, position));
            } else {
                frame.kernels.gather(array, position, strides[0], into, done, run);
            }
            done += run;
        }
    }
}
