package org.chainrule.exec.compile;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What one run of a plan works in: made once, used by one thread at a time. */
final class Frame {
    final ArrayKernels kernels;
    /** The single numbers of a program in float64. */
    final double[] numbers;
    /** Those of one in float32: to change the width of each number read and written costs more than to compute with it. */
    final float[] singles;

    final Object[] arrays;
    final @Nullable Tensor[] tensors;
    /** Small arrays in which groups of elementwise ops keep what nobody else needs. */
    final Object[] tiles;
    /** Scratch of products and the like. */
    final Object room;

    final Object second;
    final Object third;
    /** Where the operands of the group that is running are. */
    final Object[] operands;

    final int[] starts;
    final Sizes sizes;

    private final Memory memory;
    /** The same arrays with rooms of their own, for the other threads that work on a step. */
    private final @Nullable Frame[] others = new Frame[Workers.ALL.count()];
    /** What these threads have summed, by the step they do it for. */
    private final Map<Step, Object[]> sums = new HashMap<>();
    /** The frames of loops. */
    private final Map<Step, Frame> inner = new HashMap<>();

    Frame(Plan plan, ArrayKernels kernels) {
        this.kernels = kernels;
        this.sizes = plan.sizes();
        this.memory = plan.memory();
        boolean single = kernels.width() == Float.BYTES;
        int count = memory.numbers().length;
        numbers = single ? new double[0] : memory.numbers().clone();
        singles = new float[single ? count : 0];
        for (int i = 0; i < singles.length; i++) {
            singles[i] = (float) memory.numbers()[i];
        }
        arrays = new Object[memory.lengths().length];
        for (int i = 0; i < arrays.length; i++) {
            Object constant = memory.constants()[i];
            arrays[i] = constant == null ? kernels.array(memory.lengths()[i]) : constant;
        }
        tensors = memory.tensors().clone();
        tiles = tiles();
        room = kernels.array(memory.room()[0]);
        second = kernels.array(memory.room()[1]);
        third = kernels.array(memory.room()[2]);
        operands = new Object[memory.operands()];
        starts = new int[memory.operands()];
    }

    /** The frame of a plan that a step runs again and again. */
    Frame inner(Step step, Plan body) {
        return inner.computeIfAbsent(step, key -> new Frame(body, kernels));
    }

    private Frame(Frame of) {
        kernels = of.kernels;
        sizes = of.sizes;
        memory = of.memory;
        numbers = of.numbers;
        singles = of.singles;
        arrays = of.arrays;
        tensors = of.tensors;
        tiles = tiles();
        room = kernels.array(memory.room()[0]);
        second = of.second;
        third = of.third;
        operands = new Object[memory.operands()];
        starts = new int[memory.operands()];
    }

    private Object[] tiles() {
        Object[] tiles = new Object[memory.tiles()];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = kernels.array(memory.tileLength());
        }
        return tiles;
    }

    /** The frame of one of the threads that work on a step; the first is this one. To be asked for before they begin. */
    Frame of(int part) {
        if (part == 0) {
            return this;
        }
        Frame other = others[part];
        if (other == null) {
            other = new Frame(this);
            others[part] = other;
        }
        return other;
    }

    /** Arrays in which one of the threads sums, in this frame of its own. */
    Object[] sums(Step step, int... lengths) {
        return sums.computeIfAbsent(step, key -> {
            Object[] made = new Object[lengths.length];
            for (int i = 0; i < made.length; i++) {
                made[i] = kernels.array(lengths[i]);
            }
            return made;
        });
    }

    /** The array of a value, with a single number put into one. */
    Object array(Store store) {
        Object array = arrays[store.arrayIndex()];
        if (store.isNumber()) {
            kernels.set(array, 0, number(store.index()));
        }
        return array;
    }

    /** To be called when the array of a value has been written. */
    void written(Store store) {
        if (store.isNumber()) {
            number(store.index(), kernels.get(arrays[store.arrayIndex()], 0));
        }
    }

    double number(int index) {
        return singles.length > 0 ? singles[index] : numbers[index];
    }

    /** Sets a number, rounded to the width. */
    void number(int index, double value) {
        if (singles.length > 0) {
            singles[index] = (float) value;
        } else {
            numbers[index] = value;
        }
    }

    Tensor tensor(int index) {
        Tensor tensor = tensors[index];
        if (tensor == null) {
            throw new IllegalStateException("no tensor at " + index);
        }
        return tensor;
    }
}
