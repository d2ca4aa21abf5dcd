package org.chainrule.exec.kernel;

import java.util.Optional;

/**
 * Which loops run: those on the Vector API where its module is there ({@code --add-modules jdk.incubator.vector}), plain Java
 * loops else. {@code -Dchainrule.kernels=plain} asks for the latter.
 */
public final class KernelChoice {
    private static final String MODULE = "jdk.incubator.vector";

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
        return vector(single).orElseGet(() -> plain(single));
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
