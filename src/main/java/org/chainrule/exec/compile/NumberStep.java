package org.chainrule.exec.compile;

import java.util.List;
import java.util.Map;
import org.chainrule.exec.kernel.EntryFunction;
import org.chainrule.exec.kernel.EntryFunction.Code;
import org.jspecify.annotations.Nullable;

/** Ops on single numbers, one after the other: straight-line code, or a tape where there are too many of them. */
final class NumberStep implements Step {
    /** Code of more ops than this would take longer to compile than it saves. */
    private static final int MOST_FOR_CODE = 10_000;

    // The instructions of the tape, small numbers since a switch over them is one jump.
    private static final byte OTHER = 0;
    private static final byte COPY = 1;
    private static final byte ADD = 2;
    private static final byte SUB = 3;
    private static final byte MUL = 4;
    private static final byte DIV = 5;
    private static final byte NEG = 6;
    private static final byte SIN = 7;
    private static final byte COS = 8;
    private static final byte EXP = 9;
    private static final Map<Code, Byte> CODES = Map.of(
            Code.COPY, COPY, Code.ADD, ADD, Code.SUB, SUB, Code.MUL, MUL, Code.DIV, DIV, Code.NEG, NEG, Code.SIN, SIN,
            Code.COS, COS, Code.EXP, EXP);

    private final @Nullable EntryFunction[] functions;
    private final byte[] codes;
    /** For each op the places of its result and its operands. */
    private final int[] places;

    private final boolean single;
    private final List<Store> reads;
    private final List<Store> writes;
    private final NumberCode.@Nullable Code code;

    /**
     * A tape.
     *
     * @param functions null for a choice by the first operand
     * @param places for each op those of the result and of three operands
     * @param single whether results are rounded to float32
     * @param wanted the places that others read
     */
    NumberStep(
            @Nullable EntryFunction[] functions,
            int[] places,
            boolean single,
            boolean[] wanted,
            List<Store> reads,
            List<Store> writes) {
        this.functions = functions;
        this.places = places;
        this.single = single;
        this.reads = List.copyOf(reads);
        this.writes = List.copyOf(writes);
        this.codes = new byte[functions.length];
        for (int i = 0; i < codes.length; i++) {
            EntryFunction f = functions[i];
            codes[i] = f == null ? OTHER : CODES.getOrDefault(f.code(), OTHER);
        }
        this.code = functions.length > MOST_FOR_CODE ? null : NumberCode.of(functions, places, single, wanted);
    }

    @Override
    public void run(Frame frame) {
        if (code == null) {
            if (single) {
                tape(frame.singles);
            } else {
                tape(frame.numbers);
            }
            return;
        }
        List<NumberCode.Chunk> chunks = code.chunks();
        for (int i = 0; i < chunks.size(); i++) {
            if (single) {
                chunks.get(i).run(frame.singles, code.called());
            } else {
                chunks.get(i).run(frame.numbers, code.called());
            }
        }
    }

    private void tape(double[] n) {
        for (int i = 0, at = 0; i < codes.length; i++, at += 4) {
            double x = n[places[at + 1]];
            double y = n[places[at + 2]];
            double value =
                    switch (codes[i]) {
                        case COPY -> x;
                        case ADD -> x + y;
                        case SUB -> x - y;
                        case MUL -> x * y;
                        case DIV -> x / y;
                        case NEG -> -x;
                        case SIN -> Math.sin(x);
                        case COS -> Math.cos(x);
                        case EXP -> Math.exp(x);
                        default -> other(i, x, y, n[places[at + 3]]);
                    };
            n[places[at]] = value;
        }
    }

    private void tape(float[] n) {
        for (int i = 0, at = 0; i < codes.length; i++, at += 4) {
            float x = n[places[at + 1]];
            float y = n[places[at + 2]];
            n[places[at]] = switch (codes[i]) {
                case COPY -> x;
                case ADD -> x + y;
                case SUB -> x - y;
                case MUL -> x * y;
                case DIV -> x / y;
                case NEG -> -x;
                case SIN -> (float) Math.sin(x);
                case COS -> (float) Math.cos(x);
                case EXP -> (float) Math.exp(x);
                default -> (float) other(i, x, y, n[places[at + 3]]);
            };
        }
    }

    private double other(int op, double x, double y, double z) {
        EntryFunction f = functions[op];
        return f == null ? x != 0 ? y : z : f.f().applyAsDouble(x, y);
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
        return (code == null ? "tape of " : "code of ") + functions.length + " numbers";
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
