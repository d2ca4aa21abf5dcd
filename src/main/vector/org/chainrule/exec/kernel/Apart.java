package org.chainrule.exec.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chainrule.exec.kernel.EntryFunction.Code;
import org.jspecify.annotations.Nullable;

/**
 * Loops that the JVM's compiler compiles by themselves, since they are called through handles out of an array, behind which it does not look.
 *
 * <p>The compiler of JDK 17 sharpens the class of a vector by what it has seen at a place of the Vector API, and stops doing so once what went wrong there,
 * added up over all that it has put into one method, comes to a hundred; a single operation adds four. So some twenty operations are what one
 * compiled method may have. More, or small loops that it puts into their callers next to each other, and the vectors are objects from there on.
 *
 * <p>Which that is depends on all that has run before, so each loop is looked at once it has been called often, and again after four times as many
 * calls. One that makes objects, or takes longer, gives way to a plain loop until the next look. The plain one does the same arithmetic in the same order: its
 * results have the same bits, so that nothing depends on which of them runs.
 */
final class Apart {
    /** Calls before the first look: by then the compiler is done. */
    static final int SOON = 20_000;

    private static final int LATEST = 1 << 28;
    /** How often a loop runs when it is looked at, of which the best counts. */
    private static final int ROUNDS = 50;
    /** The entries of a loop that is looked at, and what is enough for any array that it reads. */
    private static final int COUNT = 1024;

    private static final int ROOM = 1 << 15;
    /** A plain loop is taken if it needs less than four fifths of the time, and by more than what a clock is wrong by. */
    private static final double FASTER = 0.8;

    private static final long CLOCK = 200;

    private static final List<Apart> ALL = new CopyOnWriteArrayList<>();

    private final Class<?> array;
    private final String[] names;
    private final @Nullable MethodHandle[] vector;
    private final @Nullable MethodHandle[] plain;
    private final @Nullable MethodHandle[] chosen;
    private final int[] left;
    private final int[] pause;

    private Apart(Class<?> array, String[] names, @Nullable MethodHandle[] vector, @Nullable MethodHandle[] plain) {
        this.array = array;
        this.names = names;
        this.vector = vector;
        this.plain = plain;
        this.chosen = vector.clone();
        this.left = new int[names.length];
        this.pause = new int[names.length];
        Arrays.fill(left, SOON);
        Arrays.fill(pause, SOON);
        ALL.add(this);
    }

    /**
     * Static methods by their names.
     *
     * @param array what they are loops over, {@code double[]} or {@code float[]}
     * @param owner has them on the Vector API
     * @param twins has plain ones of the same names and arguments
     */
    static Apart of(MethodHandles.Lookup lookup, Class<?> array, Class<?> owner, Class<?> twins, String... names) {
        return new Apart(array, names, find(lookup, owner, names), find(lookup, twins, names));
    }

    /**
     * The method for each function, by its place among the codes; some have none.
     *
     * @param twin a plain loop that takes the code as its first argument
     */
    static Apart byCode(MethodHandles.Lookup lookup, Class<?> array, Class<?> owner, Class<?> twins, String twin) {
        String[] names = Arrays.stream(Code.values()).map(Apart::name).toArray(String[]::new);
        MethodHandle each = find(lookup, twins, twin)[0];
        MethodHandle[] plain = Arrays.stream(Code.values())
                .map(code -> MethodHandles.insertArguments(each, 0, code))
                .toArray(MethodHandle[]::new);
        return new Apart(array, names, find(lookup, owner, names), plain);
    }

    /** {@code GREATER_EQUAL} is {@code greaterEqual}. */
    private static String name(Code code) {
        String[] words = code.name().split("_", -1);
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            String small = word.toLowerCase(Locale.ROOT);
            name.append(name.isEmpty() ? small : word.charAt(0) + small.substring(1));
        }
        return name.toString();
    }

    private static MethodHandle[] find(MethodHandles.Lookup lookup, Class<?> owner, String... names) {
        MethodHandle[] found = new MethodHandle[names.length];
        for (Method method : owner.getDeclaredMethods()) {
            int at = Arrays.asList(names).indexOf(method.getName());
            if (at >= 0) {
                try {
                    found[at] = lookup.unreflect(method);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return found;
    }

    /** The loop that runs, or null where there is none. */
    @Nullable
    MethodHandle orNull(int i) {
        if (--left[i] == 0) {
            next(i);
        }
        return chosen[i];
    }

    /** The loop that runs. */
    MethodHandle at(int i) {
        MethodHandle loop = orNull(i);
        if (loop == null) {
            throw new IllegalStateException(names[i]);
        }
        return loop;
    }

    /** Has one that gave way run again for a while, so that the compiler sees it in its place, and looks at it then. */
    private synchronized void next(int i) {
        if (chosen[i] == vector[i]) {
            look(i);
        } else {
            chosen[i] = vector[i];
            left[i] = SOON;
        }
    }

    /** Chooses between the two by running them. */
    synchronized void look(int i) {
        pause[i] = Math.min(LATEST, 4 * pause[i]);
        left[i] = pause[i];
        MethodHandle first = vector[i];
        MethodHandle second = plain[i];
        if (first == null || second == null) {
            return;
        }
        MethodHandle a = MethodHandles.insertArguments(first, 0, some(first));
        MethodHandle b = MethodHandles.insertArguments(second, 0, some(second));
        long bytes = Long.MAX_VALUE;
        long slow = Long.MAX_VALUE;
        long quick = Long.MAX_VALUE;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                long before = Allocated.bytes();
                long start = System.nanoTime();
                a.invokeExact();
                long middle = System.nanoTime();
                bytes = Math.min(bytes, Allocated.bytes() - before);
                long then = System.nanoTime();
                b.invokeExact();
                slow = Math.min(slow, middle - start);
                quick = Math.min(quick, System.nanoTime() - then);
            }
        } catch (Throwable e) {
            throw failed(e);
        }
        chosen[i] = bytes > 0 || quick < FASTER * slow - CLOCK ? second : first;
    }

    /** Arguments to be looked at with: places and steps are 1, and a number of entries comes first or last. */
    private static Object[] some(MethodHandle loop) {
        List<Class<?>> types = loop.type().parameterList();
        Object[] some = new Object[types.size()];
        int count = types.get(0) == int.class ? 0 : some.length - 1;
        for (int k = 0; k < some.length; k++) {
            Class<?> type = types.get(k);
            if (type == int.class) {
                some[k] = k == count ? COUNT : 1;
            } else if (type == int[].class) {
                some[k] = new int[COUNT / 4 * 3];
            } else if (type == double[].class) {
                some[k] = new double[ROOM];
            } else if (type == float[].class) {
                some[k] = new float[ROOM];
            } else {
                some[k] = type == float.class ? (Object) 1f : (Object) 1.0;
            }
        }
        return some;
    }

    /** The names of loops over such arrays that have given way to plain ones. */
    static List<String> replaced(Class<?> array) {
        List<String> replaced = new ArrayList<>();
        for (Apart loops : ALL) {
            for (int i = 0; loops.array == array && i < loops.names.length; i++) {
                if (loops.chosen[i] != loops.vector[i]) {
                    replaced.add(loops.names[i]);
                }
            }
        }
        return replaced;
    }

    /** Has all loops be plain ones, or all on the Vector API, until each is looked at the next time. */
    static void all(boolean plain) {
        for (Apart loops : ALL) {
            for (int i = 0; i < loops.chosen.length; i++) {
                loops.chosen[i] = plain && loops.vector[i] != null ? loops.plain[i] : loops.vector[i];
            }
        }
    }

    /** Looks at all there are now, and says how many. */
    static int lookAtAll() {
        int count = 0;
        for (Apart loops : ALL) {
            for (int i = 0; i < loops.vector.length; i++) {
                if (loops.vector[i] != null) {
                    loops.look(i);
                    count++;
                }
            }
        }
        return count;
    }

    /** What a loop threw, to be thrown on. */
    static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }
}
