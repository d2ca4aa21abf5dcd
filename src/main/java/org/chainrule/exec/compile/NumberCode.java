package org.chainrule.exec.compile;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        void run(double[] numbers, DoubleBinaryOperator[] functions);
    }

    private static final int OPS = 300;
    private static final int BYTES = 7000;
    private static final String PACKAGE = "org/chainrule/exec/compile/";
    private static final String FUNCTIONS = PACKAGE + "NumberFunctions";
    private static final String OPERATOR = "java/util/function/DoubleBinaryOperator";

    private final @Nullable EntryFunction[] functions;
    private final int[] places;
    private final boolean single;
    private final List<DoubleBinaryOperator> called = new ArrayList<>();
    /** The op that reads each number last, by its place. */
    private final Map<Integer, Integer> lastRead = new HashMap<>();
    /** The places of what is wanted afterwards. */
    private final boolean[] wanted;

    private NumberCode(@Nullable EntryFunction[] functions, int[] places, boolean single, boolean[] wanted) {
        this.functions = functions;
        this.places = places;
        this.single = single;
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
        Map<Integer, Integer> tanhs = new HashMap<>();
        for (int i = from; i < end; i++) {
            int to = places[4 * i];
            boolean outside = wanted[to] || lastRead.getOrDefault(to, -1) >= end;
            EntryFunction f = functions[i];
            int x = places[4 * i + 1];
            if (outside) {
                bytes.plain(0x2b, 1);
                bytes.push(to);
            }
            Integer tanh = tanhs.get(x);
            if (f != null && f.code() == EntryFunction.Code.SECH2 && tanh != null) {
                load(bytes, locals, tanh);
                load(bytes, locals, x);
                bytes.callStatic(FUNCTIONS, "slopeOfTanh", 2);
            } else {
                compute(bytes, locals, f, i);
            }
            if (single) {
                bytes.callStatic(FUNCTIONS, "round", 1);
            }
            int local = 3 + 2 * locals.size();
            if (outside) {
                // A copy stays in a variable for who needs it in this piece.
                bytes.plain(0x5e, 2);
                bytes.plain(0x52, -4);
            }
            bytes.local(0x39, local, -2, 2);
            locals.put(to, local);
            if (f != null && f.code() == EntryFunction.Code.TANH) {
                tanhs.put(x, to);
            }
        }
        return define(
                bytes.finish(PACKAGE + "Straight", PACKAGE + "NumberCode$Chunk", "run", "([D[L" + OPERATOR + ";)V"));
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

    private static void load(ClassBytes bytes, Map<Integer, Integer> locals, int place) {
        Integer local = locals.get(place);
        if (local == null) {
            bytes.plain(0x2b, 1);
            bytes.push(place);
            bytes.plain(0x31, 0);
            // From now on it is in a variable.
            int own = 3 + 2 * locals.size();
            bytes.plain(0x5c, 2);
            bytes.local(0x39, own, -2, 2);
            locals.put(place, own);
        } else {
            bytes.local(0x18, local, 2, 2);
        }
    }

    private void compute(ClassBytes bytes, Map<Integer, Integer> locals, @Nullable EntryFunction f, int i) {
        int x = places[4 * i + 1];
        int y = places[4 * i + 2];
        if (f == null) {
            load(bytes, locals, x);
            load(bytes, locals, y);
            load(bytes, locals, places[4 * i + 3]);
            bytes.callStatic(FUNCTIONS, "choose", 3);
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
                bytes.plain(0x77, 0);
            }
            case EXP -> unary(bytes, locals, x, "java/lang/Math", "exp");
            case LOG -> unary(bytes, locals, x, "java/lang/Math", "log");
            case SIN -> unary(bytes, locals, x, "java/lang/Math", "sin");
            case COS -> unary(bytes, locals, x, "java/lang/Math", "cos");
            case SQRT -> unary(bytes, locals, x, "java/lang/Math", "sqrt");
            case ABS -> unary(bytes, locals, x, "java/lang/Math", "abs");
            case TANH -> unary(bytes, locals, x, FUNCTIONS, "tanh");
            case SECH2 -> unary(bytes, locals, x, FUNCTIONS, "sech2");
            case SIGMOID -> unary(bytes, locals, x, FUNCTIONS, "sigmoid");
            case SOFTPLUS -> unary(bytes, locals, x, FUNCTIONS, "softplus");
            case RELU -> unary(bytes, locals, x, FUNCTIONS, "relu");
            case RECIPROCAL -> unary(bytes, locals, x, FUNCTIONS, "reciprocal");
            case GREATER -> {
                load(bytes, locals, x);
                load(bytes, locals, y);
                bytes.callStatic(FUNCTIONS, "greater", 2);
            }
            default -> call(bytes, locals, f, x, y);
        }
    }

    private static void binary(ClassBytes bytes, Map<Integer, Integer> locals, int x, int y, int instruction) {
        load(bytes, locals, x);
        load(bytes, locals, y);
        bytes.plain(instruction, -2);
    }

    private static void unary(ClassBytes bytes, Map<Integer, Integer> locals, int x, String owner, String name) {
        load(bytes, locals, x);
        bytes.callStatic(owner, name, 1);
    }

    private void call(ClassBytes bytes, Map<Integer, Integer> locals, EntryFunction f, int x, int y) {
        bytes.plain(0x2c, 1);
        bytes.push(called.size());
        bytes.plain(0x32, -1);
        load(bytes, locals, x);
        load(bytes, locals, y);
        bytes.callInterface(OPERATOR, "applyAsDouble", "(DD)D", 5, -3);
        called.add(f.f());
    }
}
