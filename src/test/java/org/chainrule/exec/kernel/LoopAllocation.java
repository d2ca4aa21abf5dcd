package org.chainrule.exec.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.chainrule.exec.kernel.EntryFunction.Code;

/**
 * Runs each loop until it is compiled, all in one JVM, and prints what one of the last calls allocates: {@code loop: bytes}. A loop that the
 * compiler could not follow makes an object of each vector.
 */
final class LoopAllocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 2_000;
    private static final int LAST = 100;
    /** No multiple of any vector, and large enough for the compiler to look at a loop soon. */
    private static final int COUNT = 1027;

    private LoopAllocation() {}

    public static void main(String[] args) {
        // What runs first leaves its traces in methods of the JDK that all loops share, so all run twice.
        for (int round = 0; round < 2; round++) {
            for (boolean single : new boolean[] {false, true}) {
                run(KernelChoice.vector(single).orElseThrow(), single ? "f32 " : "f64 ", round > 0);
            }
        }
    }

    private static void run(ArrayKernels kernels, String type, boolean print) {
        Object x = kernels.array(COUNT);
        Object y = kernels.array(COUNT);
        Object z = kernels.array(COUNT);
        for (int i = 0; i < COUNT; i++) {
            kernels.set(x, i, Math.sin(i) * 3);
            kernels.set(y, i, Math.cos(i) * 3);
        }
        for (Code code : Code.values()) {
            EntryFunction function = new EntryFunction(code, (a, b) -> a);
            report(type + code, () -> kernels.apply(function, x, 0, y, 0, z, 0, COUNT), print);
        }
        report(type + "select", () -> kernels.select(x, 0, x, 0, y, 0, z, 0, COUNT), print);
        report(type + "addScaled", () -> kernels.addScaled(1e-9, x, 0, z, 0, COUNT), print);
        report(type + "sum", () -> kernels.sum(x, 0, COUNT), print);
        for (int m : new int[] {1, 2, 30}) {
            MatrixProduct product = new MatrixProduct(m, 30, 30, 30, 1, 30, 1);
            Object room = kernels.array(kernels.roomForProduct(product));
            report(type + "product " + m, () -> kernels.product(product, x, 0, y, 0, z, 0, room), print);
            MatrixProduct rows = new MatrixProduct(m, 4, 200, 200, 1, 1, 200);
            Object more = kernels.array(kernels.roomForProduct(rows));
            Object a = kernels.array(30 * 200);
            report(type + "rows " + m, () -> kernels.product(rows, a, 0, a, 0, z, 0, more), print);
        }
        int lanes = kernels.lanes();
        int[] runs = new int[12];
        for (int i = 0; i < 4; i++) {
            runs[3 * i] = i * 2 * lanes;
            runs[3 * i + 1] = 2 * lanes;
            runs[3 * i + 2] = i * 2 * lanes;
        }
        int[] offsets = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        ArrayKernels.Slides slides = new ArrayKernels.Slides(runs, offsets, 8, 8 * lanes);
        Object image = kernels.array(16 * lanes + 16);
        Object results = kernels.array(8 * 8 * lanes);
        Object weights = kernels.array(72);
        Object scratch = kernels.array(kernels.roomToSlide());
        report(type + "slide", () -> kernels.slide(slides, weights, image, 0, results, 0), print);
        report(type + "slideBack", () -> kernels.slideBack(slides, results, 0, image, 0, weights, scratch), print);
    }

    private static void report(String name, Runnable loop, boolean print) {
        for (int i = 0; i < CALLS; i++) {
            loop.run();
        }
        // Whatever a look at them has chosen.
        Apart.all(false);
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < LAST; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            loop.run();
            bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        if (print) {
            System.out.println(name + ": " + bytes);
        }
    }
}
