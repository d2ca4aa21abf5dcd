package org.chainrule.exec.blas;

import static org.chainrule.exec.blas.OpenBlas.ROWS_FIRST;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.exec.blas.OpenBlas.Multiplication;

/**
 * On the arrays themselves, by the foreign functions of Java 22. This is compiled for Java 17, which does not have them: they are
 * found by name, once, and make a handle of types that Java 17 has.
 */
final class OnHeap {
    private static final String PACKAGE = "java.lang.foreign.";

    private OnHeap() {}

    static Multiplication of(boolean single, String library) throws ReflectiveOperationException {
        MethodHandle gemm = gemm(single, library);
        return single
                ? (p, a, b, c, co) -> {
                    gemm.invokeExact(
                            ROWS_FIRST,
                            a.operation(),
                            b.operation(),
                            p.m(),
                            p.n(),
                            p.k(),
                            1f,
                            (float[]) a.array(),
                            (long) Float.BYTES * a.from(),
                            a.distance(),
                            (float[]) b.array(),
                            (long) Float.BYTES * b.from(),
                            b.distance(),
                            0f,
                            (float[]) c,
                            (long) Float.BYTES * co,
                            p.n());
                }
                : (p, a, b, c, co) -> {
                    gemm.invokeExact(
                            ROWS_FIRST,
                            a.operation(),
                            b.operation(),
                            p.m(),
                            p.n(),
                            p.k(),
                            1d,
                            (double[]) a.array(),
                            (long) Double.BYTES * a.from(),
                            a.distance(),
                            (double[]) b.array(),
                            (long) Double.BYTES * b.from(),
                            b.distance(),
                            0d,
                            (double[]) c,
                            (long) Double.BYTES * co,
                            p.n());
                };
    }

    private static Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name);
    }

    /** The function, with an array and a place in bytes for each pointer. */
    private static MethodHandle gemm(boolean single, String library) throws ReflectiveOperationException {
        Class<?> linker = named("Linker");
        Class<?> option = named("Linker$Option");
        Class<?> arena = named("Arena");
        Class<?> lookup = named("SymbolLookup");
        Class<?> layout = named("MemoryLayout");
        Class<?> segment = named("MemorySegment");
        Class<?> descriptor = named("FunctionDescriptor");
        Object forever = arena.getMethod("global").invoke(null);
        // What JavaCPP has loaded depends on the library, so that its functions are found there.
        Object symbols = lookup.getMethod("libraryLookup", Path.class, arena).invoke(null, Path.of(library), forever);
        Object address = ((Optional<?>)
                        lookup.getMethod("find", String.class).invoke(symbols, OpenBlas.function(single)))
                .orElseThrow(() -> new UnsatisfiedLinkError(library));
        Class<?> number = single ? float.class : double.class;
        Class<?>[] types = OpenBlas.type(number, segment).parameterArray();
        Object layouts = Array.newInstance(layout, types.length);
        for (int i = 0; i < types.length; i++) {
            String kind = types[i] == segment
                    ? "ADDRESS"
                    : "JAVA_" + types[i].getName().toUpperCase(Locale.ROOT);
            Array.set(layouts, i, named("ValueLayout").getField(kind).get(null));
        }
        Object signature = descriptor.getMethod("ofVoid", layouts.getClass()).invoke(null, layouts);
        Object options = Array.newInstance(option, 1);
        // Arrays stay where they are for the time of the call, which is short.
        Array.set(options, 0, option.getMethod("critical", boolean.class).invoke(null, true));
        MethodHandle gemm = (MethodHandle) linker.getMethod("downcallHandle", segment, descriptor, options.getClass())
                .invoke(linker.getMethod("nativeLinker").invoke(null), address, signature, options);
        MethodHandles.Lookup all = MethodHandles.publicLookup();
        MethodHandle whole = all.findStatic(segment, "ofArray", MethodType.methodType(segment, number.arrayType()));
        MethodHandle part = MethodHandles.filterArguments(
                all.findVirtual(segment, "asSlice", MethodType.methodType(segment, long.class)), 0, whole);
        for (int i = types.length - 1; i >= 0; i--) {
            gemm = types[i] == segment ? MethodHandles.collectArguments(gemm, i, part) : gemm;
        }
        return gemm;
    }
}
