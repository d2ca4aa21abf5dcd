package org.chainrule.exec.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which loops run: those on the Vector API where its module is there ({@code --add-modules jdk.incubator.vector}), plain Java
 * loops else. {@code -Dchainrule.kernels=plain} asks for the latter. Where OpenBLAS is on the class path it multiplies, unless
 * {@code -Dchainrule.blas=false} says no.
 */
public final class KernelChoice {
    private static final String MODULE = "jdk.incubator.vector";

    /** What has been found, by whether it is for float32 and beside loops on the Vector API. */
    private static final Map<List<Boolean>, Optional<Blas>> LIBRARIES = new ConcurrentHashMap<>();

    private KernelChoice() {}

    /** The plain loops, which are always there. */
    public static ArrayKernels plain(boolean single) {
        return single ? new FloatKernels() : new DoubleKernels();
    }

    /**
     * The fastest loops there are.
     *
     * @param single for float32
     */
    public static ArrayKernels best(boolean single) {
        Optional<ArrayKernels> vector = vector(single);
        ArrayKernels best = vector.orElseGet(() -> plain(single));
        blas(single, vector.isPresent()).ifPresent(best::add);
        return best;
    }

    /** OpenBLAS, where it can be had and is faster; looked for once. */
    private static Optional<Blas> blas(boolean single, boolean vector) {
        return Boolean.parseBoolean(System.getProperty("chainrule.blas", "true"))
                ? LIBRARIES.computeIfAbsent(List.of(single, vector), asked -> library(single, vector))
                : Optional.empty();
    }

    private static Optional<Blas> library(boolean single, boolean vector) {
        try {
            return Optional.of(Class.forName("org.chainrule.exec.blas.OpenBlas")
                    .asSubclass(Blas.class)
                    .getDeclaredConstructor(boolean.class, boolean.class)
                    .newInstance(single, vector));
        } catch (ReflectiveOperationException | LinkageError e) {
            // Nobody has asked for it, or it has nothing for this machine.
            return Optional.empty();
        }
    }

    /**
     * The loops on the Vector API, if they can be had.
     *
     * @param single for float32
     */
    public static Optional<ArrayKernels> vector(boolean single) {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        if (module.isEmpty() || "plain".equals(System.getProperty("chainrule.kernels"))) {
            return Optional.empty();
        }
        // Only here is it known that the module is there, so that the class can be loaded.
        KernelChoice.class.getModule().addReads(module.get());
        String name = "org.chainrule.exec.kernel." + (single ? "VectorFloats" : "VectorDoubles");
        try {
            return Optional.of(Class.forName(name)
                    .asSubclass(ArrayKernels.class)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            // Another release of the incubating module than the one that the class was made for.
            return Optional.empty();
        }
    }
}
