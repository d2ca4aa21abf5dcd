package org.chainrule.tensor;

/** The type of the entries of a {@link Tensor}. */
public enum DType {
    /** IEEE 754 binary64, the default. */
    F64,
    /** IEEE 754 binary32, on request. */
    F32,
    /** Whole numbers: class labels, positions, indices. They carry no gradient. */
    I64;

    /** True for the two floating-point types. */
    public boolean isFloat() {
        return this != I64;
    }
}
