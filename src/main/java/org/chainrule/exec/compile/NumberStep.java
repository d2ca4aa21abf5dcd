package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.exec.kernel.EntryFunction;
import org.jspecify.annotations.Nullable;

/** Ops on single numbers, one after the other: a tape. */
final class NumberStep implements Step {
    private final @Nullable EntryFunction[] functions;
    /** For each op the places of its result and its operands. */
    private final int[] places;

    private final boolean single;
    private final List<Store> reads;
    private final List<Store> writes;

    /**
     * A tape.
     *
     * @param functions null for a choice by the first operand
     * @param places for each op those of the result and of three operands
     * @param single whether results are rounded to float32
     */
    NumberStep(
            @Nullable EntryFunction[] functions,
            int[] places,
            boolean single,
            List<Store> reads,
            List<Store> writes) {
        this.functions = functions;
        this.places = places;
        this.single = single;
        this.reads = List.copyOf(reads);
        this.writes = List.copyOf(writes);
    }

    @Override
    public void run(Frame frame) {
        double[] n = frame.numbers;
        for (int i = 0, at = 0; i < functions.length; i++, at += 4) {
            double x = n[places[at + 1]];
            double y = n[places[at + 2]];
            EntryFunction f = functions[i];
            double value;
            if (f == null) {
                value = x != 0 ? y : n[places[at + 3]];
            } else {
                value = switch (f.code()) {
                    case COPY -> x;
                    case ADD -> x + y;
                    case SUB -> x - y;
                    case MUL -> x * y;
                    case DIV -> x / y;
                    case NEG -> -x;
                    case SQUARE -> x * x;
                    default -> f.f().applyAsDouble(x, y);
                };
            }
            n[places[at]] = single ? (float) value : value;
        }
    }

    @Override
    public List<Store> reads() {
        return reads;
    }

    @Override
    public List<Store> writes() {
        return writes;
    }

    @Override
    public String text() {
        return "numbers, " + functions.length + " ops";
    }

    @Override
    public long flops() {
        long flops = 0;
        for (EntryFunction f : functions) {
            flops += f == null ? 1 : f.code().flops();
        }
        return flops;
    }

    @Override
    public boolean wantsArrays() {
        return false;
    }
}
