package org.chainrule.exec.kernel;

/** Matrix products by a library, beside the loops of {@link ArrayKernels}. */
public interface Blas {
    /** What it is called in explanations. */
    String name();

    /** Whether it computes such a product, and faster than these loops. */
    boolean suits(MatrixProduct p);

    /** {@link ArrayKernels#product} without scratch. */
    void product(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co);
}
