package org.chainrule.exec.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.exec.kernel.EntryFunction;
import org.chainrule.exec.kernel.EntryFunction.Code;
import org.jspecify.annotations.Nullable;

/** Ops on single numbers, one after the other: straight-line code, or a tape where there are too many of them. */
final class NumberStep implements Step {
    /** Code of more ops than this would take longer to compile than it saves. */
    private static final int MOST_FOR_CODE = 10_000;
    /** So many runs go over a tape before there is code: to make it takes as long as a hundred runs. */
    private static final int TAPED = 50;

    /** What the code calls, where that is not the meaning of the op to the last bit: a tape computes the same. */
    private static final Map<Code, DoubleUnaryOperator> FAST = Map.of(
            Code.TANH, NumberFunctions::tanh,
            Code.SECH2, NumberFunctions::sech2,
            Code.SIGMOID, NumberFunctions::sigmoid,
            Code.SIGMOID_SLOPE, NumberFunctions::sigmoidSlope,
            Code.SOFTPLUS, NumberFunctions::softplus,
            Code.RELU, NumberFunctions::relu,
            Code.LOG, Math::log,
            Code.SQRT, Math::sqrt);

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
    private final DoubleBinaryOperator[] meanings;
    private final boolean[] wanted;
    private int runs;
    private volatile NumberCode.@Nullable Code code;

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
        this.wanted = wanted;
        findSlopes();
        this.reads = List.copyOf(reads);
        this.writes = List.copyOf(writes);
        this.codes = new byte[functions.length];
        this.meanings = new DoubleBinaryOperator[functions.length];
        for (int i = 0; i < codes.length; i++) {
            EntryFunction f = functions[i];
            codes[i] = f == null ? OTHER : CODES.getOrDefault(f.code(), OTHER);
            meanings[i] = f == null ? (x, y) -> y : meaning(f);
        }
    }

    private DoubleBinaryOperator meaning(EntryFunction f) {
        if (single && f.code() == Code.TANH) {
            return (x, y) -> NumberFunctions.tanh((float) x);
        }
        if (single && f == NumberFunctions.SLOPE_OF_TANH) {
            return (x, y) -> NumberFunctions.slopeOfTanh((float) x, (float) y);
        }
        DoubleUnaryOperator fast = FAST.get(f.code());
        return fast == null ? f.f() : (x, y) -> fast.applyAsDouble(x);
    }

    /** The derivative of a tanh that is known already is computed from it. */
    private void findSlopes() {
        Map<Integer, Integer> tanhs = new HashMap<>();
        for (int i = 0; i < functions.length; i++) {
            EntryFunction f = functions[i];
            int x = places[4 * i + 1];
            Integer tanh = f != null && f.code() == Code.SECH2 ? tanhs.get(x) : null;
            if (tanh != null) {
                functions[i] = NumberFunctions.SLOPE_OF_TANH;
                places[4 * i + 1] = tanh;
                places[4 * i + 2] = x;
                places[4 * i + 3] = x;
            } else if (f != null && f.code() == Code.TANH) {
                tanhs.put(x, places[4 * i]);
            }
        }
    }

    private boolean isTape() {
        return functions.length > MOST_FOR_CODE;
    }

    @Override
    public void run(Frame frame) {
        NumberCode.Code code = this.code;
        if (code == null && !isTape() && ++runs > TAPED) {
            code = NumberCode.of(functions, places, single, wanted);
            this.code = code;
        }
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
        return functions[op] == null ? x != 0 ? y : z : meanings[op].applyAsDouble(x, y);
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
        return (isTape() ? "tape of " : "code of ") + functions.length + " numbers";
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
