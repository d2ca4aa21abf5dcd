package org.chainrule.exec.compile;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.chainrule.exec.kernel.EntryFunction;
import org.jspecify.annotations.Nullable;

/**
 * Straight-line code for single numbers: a tape made into classes of the JVM, some hundred ops each, since a method of more than
 * 8,000 bytes is never compiled.
 */
final class NumberCode {
    /** A piece of the code. */
    public interface Chunk {
        /** Computes numbers from numbers; functions without an instruction of their own are called. */
        default void run(double[] numbers, DoubleBinaryOperator[] functions) {
            throw new IllegalStateException("made for float32");
        }

        /** The same in float32. */
        default void run(float[] numbers, DoubleBinaryOperator[] functions) {
            throw new IllegalStateException("made for float64");
        }
    }

    private static final int OPS = 300;
    private static final int BYTES = 7000;
    private static final String PACKAGE = "org/chainrule/exec/compile/";
    private static final String FUNCTIONS = PACKAGE + "NumberFunctions";
    private static final String MATH = "java/lang/Math";
    private static final int TO_DOUBLE = 0x8d;
    private static final int TO_FLOAT = 0x90;
    /** Functions that there are for float as well: each change of width costs as much as a product. */
    private static final Set<String> FLOATS =
            Set.of("abs", "tanh", "slopeOfTanh", "relu", "reciprocal", "greater", "choose");

    private static final String OPERATOR = "java/util/function/DoubleBinaryOperator";

    private final @Nullable EntryFunction[] functions;
    private final int[] places;
    private final boolean single;
    /** How many slots a number takes. */
    private final int width;

    private final List<DoubleBinaryOperator> called = new ArrayList<>();
    /** The op that reads each number last, by its place. */
    private final Map<Integer, Integer> lastRead = new HashMap<>();
    /** The places of what is wanted afterwards. */
    private final boolean[] wanted;

    private NumberCode(@Nullable EntryFunction[] functions, int[] places, boolean single, boolean[] wanted) {
        this.functions = functions;
        this.places = places;
        this.single = single;
        this.width = single ? 1 : 2;
        this.wanted = wanted;
        for (int i = 0; i < functions.length; i++) {
            for (int k = 1; k < 4; k++) {
                lastRead.put(places[4 * i + k], i);
            }
        }
    }

    /** The pieces, in order, and what they call. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Code(List<Chunk> chunks, DoubleBinaryOperator[] called) {}

    /**
     * Compiles a tape.
     *
     * @param wanted which places are read by somebody else
     */
    static Code of(@Nullable EntryFunction[] functions, int[] places, boolean single, boolean[] wanted) {
        NumberCode code = new NumberCode(functions, places, single, wanted);
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        while (from < functions.length) {
            int end = code.end(from);
            chunks.add(code.chunk(from, end));
            from = end;
        }
        return new Code(chunks, code.called.toArray(new DoubleBinaryOperator[0]));
    }

    /** Where a piece ends: at most so many ops, and never too many bytes, of which an op takes 30 at most. */
    private int end(int from) {
        return Math.min(functions.length, from + Math.min(OPS, BYTES / 30 + OPS / 4));
    }

    private Chunk chunk(int from, int end) {
        ClassBytes bytes = new ClassBytes(3);
        Map<Integer, Integer> locals = new HashMap<>();
        for (int i = from; i < end; i++) {
            int to = places[4 * i];
            boolean outside = wanted[to] || lastRead.getOrDefault(to, -1) >= end;
            EntryFunction f = functions[i];
            if (outside) {
                bytes.plain(0x2b, 1);
                bytes.push(to);
            }
            compute(bytes, locals, f, i);
            if (outside) {
                // A copy stays in a variable for who needs it in this piece.
                bytes.plain(single ? 0x5b : 0x5e, width);
                bytes.plain(single ? 0x51 : 0x52, -2 - width);
            }
            keep(bytes, locals, to);
        }
        return define(bytes.finish(
                PACKAGE + "Straight", PACKAGE + "NumberCode$Chunk", "run", "([" + type() + "[L" + OPERATOR + ";)V"));
    }

    private String type() {
        return single ? "F" : "D";
    }

    private static Chunk define(byte[] bytes) {
        try {
            return (Chunk) MethodHandles.lookup()
                    .defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("straight-line code was refused", e);
        }
    }

    /** Stores what is on top in a variable. */
    private void keep(ClassBytes bytes, Map<Integer, Integer> locals, int place) {
        int own = 3 + width * locals.size();
        bytes.local(single ? 0x38 : 0x39, own, -width, width);
        locals.put(place, own);
    }

    private void load(ClassBytes bytes, Map<Integer, Integer> locals, int place) {
        Integer local = locals.get(place);
        if (local == null) {
            bytes.plain(0x2b, 1);
            bytes.push(place);
            bytes.plain(single ? 0x30 : 0x31, width - 2);
            // From now on it is in a variable.
            bytes.plain(single ? 0x59 : 0x5c, width);
            keep(bytes, locals, place);
        } else {
            bytes.local(single ? 0x17 : 0x18, local, width, width);
        }
    }

    /** Loads a number as an argument. */
    private void argument(ClassBytes bytes, Map<Integer, Integer> locals, int place) {
        load(bytes, locals, place);
        if (single) {
            bytes.plain(TO_DOUBLE, 1);
        }
    }

    /** Rounds what a function has returned. */
    private void returned(ClassBytes bytes) {
        if (single) {
            bytes.plain(TO_FLOAT, -1);
        }
    }

    private void compute(ClassBytes bytes, Map<Integer, Integer> locals, @Nullable EntryFunction f, int i) {
        int x = places[4 * i + 1];
        int y = places[4 * i + 2];
        if (f == null) {
            function(bytes, locals, FUNCTIONS, "choose", x, y, places[4 * i + 3]);
            return;
        }
        if (f == NumberFunctions.SLOPE_OF_TANH) {
            function(bytes, locals, FUNCTIONS, "slopeOfTanh", x, y);
            return;
        }
        switch (f.code()) {
            case ADD -> binary(bytes, locals, x, y, 0x63);
            case SUB -> binary(bytes, locals, x, y, 0x67);
            case MUL -> binary(bytes, locals, x, y, 0x6b);
            case DIV -> binary(bytes, locals, x, y, 0x6f);
            case SQUARE -> binary(bytes, locals, x, x, 0x6b);
            case COPY -> load(bytes, locals, x);
            case NEG -> {
                load(bytes, locals, x);
                bytes.plain(single ? 0x76 : 0x77, 0);
            }
            case EXP -> function(bytes, locals, MATH, "exp", x);
            case LOG -> function(bytes, locals, MATH, "log", x);
            case SIN -> function(bytes, locals, MATH, "sin", x);
            case COS -> function(bytes, locals, MATH, "cos", x);
            case SQRT -> function(bytes, locals, MATH, "sqrt", x);
            case ABS -> function(bytes, locals, MATH, "abs", x);
            case TANH -> function(bytes, locals, FUNCTIONS, "tanh", x);
            case SECH2 -> function(bytes, locals, FUNCTIONS, "sech2", x);
            case SIGMOID -> function(bytes, locals, FUNCTIONS, "sigmoid", x);
            case SIGMOID_SLOPE -> function(bytes, locals, FUNCTIONS, "sigmoidSlope", x);
            case SOFTPLUS -> function(bytes, locals, FUNCTIONS, "softplus", x);
            case RELU -> function(bytes, locals, FUNCTIONS, "relu", x);
            case RECIPROCAL -> function(bytes, locals, FUNCTIONS, "reciprocal", x);
            case GREATER -> function(bytes, locals, FUNCTIONS, "greater", x, y);
            default -> call(bytes, locals, f, x, y);
        }
    }

    /** Sum, difference, product or quotient: in float32 the same as in float64 and rounded, since that has twice the digits. */
    private void binary(ClassBytes bytes, Map<Integer, Integer> locals, int x, int y, int instruction) {
        load(bytes, locals, x);
        load(bytes, locals, y);
        bytes.plain(single ? instruction - 1 : instruction, -width);
    }

    private void function(ClassBytes bytes, Map<Integer, Integer> locals, String owner, String name, int... places) {
        if (single && FLOATS.contains(name)) {
            for (int place : places) {
                load(bytes, locals, place);
            }
            bytes.callStatic(owner, name, "F", places.length);
            return;
        }
        for (int place : places) {
            argument(bytes, locals, place);
        }
        bytes.callStatic(owner, name, "D", places.length);
        returned(bytes);
    }

    private void call(ClassBytes bytes, Map<Integer, Integer> locals, EntryFunction f, int x, int y) {
        bytes.plain(0x2c, 1);
        bytes.push(called.size());
        bytes.plain(0x32, -1);
        argument(bytes, locals, x);
        argument(bytes, locals, y);
        bytes.callInterface(OPERATOR, "applyAsDouble", "(DD)D", 5, -3);
        returned(bytes);
        called.add(f.f());
    }
}
