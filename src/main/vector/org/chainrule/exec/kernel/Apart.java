package org.chainrule.exec.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import org.chainrule.exec.kernel.EntryFunction.Code;
import org.jspecify.annotations.Nullable;

/**
 * Loops that the JVM's compiler compiles by themselves, since they are called through handles out of an array, behind which it does not look.
 *
 * <p>The compiler of JDK 17 sharpens the class of a vector by what it has seen at a place of the Vector API, and stops doing so once what went wrong there,
 * added up over all that it has put into one method, comes to a hundred; a single operation adds four. So some twenty operations are what one
 * compiled method may have. More, or small loops that it puts into their callers next to each other, and the vectors are objects from there on.
 */
final class Apart {
    private Apart() {}

    /** Static methods of the class that asks, by their names. */
    static MethodHandle[] of(MethodHandles.Lookup lookup, String... names) {
        return of(lookup, lookup.lookupClass(), names);
    }

    /** Static methods by their names. */
    static MethodHandle[] of(MethodHandles.Lookup lookup, Class<?> owner, String... names) {
        return Arrays.stream(names).map(name -> find(lookup, owner, name)).toArray(MethodHandle[]::new);
    }

    /** The method for each function, by its place among the codes, or null. */
    static MethodHandle[] byCode(MethodHandles.Lookup lookup, Class<?> owner) {
        return Arrays.stream(Code.values())
                .map(code -> find(lookup, owner, name(code)))
                .toArray(MethodHandle[]::new);
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

    private static @Nullable MethodHandle find(MethodHandles.Lookup lookup, Class<?> owner, String name) {
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                try {
                    return lookup.unreflect(method);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return null;
    }

    /** What a loop threw, to be thrown on. */
    static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }
}
