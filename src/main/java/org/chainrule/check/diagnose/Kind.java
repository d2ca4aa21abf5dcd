package org.chainrule.check.diagnose;

import java.util.Locale;

/** The kinds of mistakes, with names that stay: other programs read them. {@code docs/diagnoses.md} explains each. */
public enum Kind {
    /** A factor, or the whole, has to be transposed. */
    MISSING_TRANSPOSE,
    /** A transpose too many. */
    SUPERFLUOUS_TRANSPOSE,
    /** The transpose is missing that a derivative by an inverted matrix brings. */
    INVERSE_TRANSPOSE,
    /** The factors of a matrix product in the wrong order. */
    MATMUL_ORDER,
    /** Factors under a trace moved otherwise than in a circle, or the gradient of a trace left untransposed. */
    TRACE_RULE,
    /** {@code *} where {@code @} is meant, or the other way round. */
    ELEMENTWISE_VS_MATMUL,
    /** A wrong sign. */
    WRONG_SIGN,
    /** Two terms stand as factors, since the sign between them was lost. */
    LOST_SIGN,
    /** The minus of the differential of an inverse is missing. */
    INVERSE_SIGN,
    /** The product rule as if matrices commuted. */
    PRODUCT_RULE,
    /** The derivative of a product or quotient as that of its parts: (uv)' = u'v'. */
    PRODUCT_OF_DERIVATIVES,
    /** A factor 2 is missing. */
    FACTOR_2,
    /** A factor ½ is missing. */
    FACTOR_HALF,
    /** A division by a size is missing. */
    MISSING_1_OVER_M,
    /** A division by a size too many. */
    SUPERFLUOUS_1_OVER_M,
    /** A division by the wrong size. */
    WRONG_NORMALISER,
    /** Wrong by another constant factor. */
    CONSTANT_FACTOR,
    /** A number is wrong. */
    WRONG_NUMBER,
    /** An exponent is wrong. */
    WRONG_POWER,
    /** {@code *} where {@code /} is meant, or the other way round. */
    PRODUCT_VS_QUOTIENT,
    /** The sum over the samples is missing. */
    MISSING_BATCH_SUM,
    /** The sum over an axis is missing along which a variable was broadcast. */
    MISSING_BROADCAST_REDUCTION,
    /** A sum too many. */
    SUPERFLUOUS_SUM,
    /** A sum over the wrong axis. */
    WRONG_AXIS,
    /** A summed axis has to be kept, or dropped. */
    KEEPDIMS,
    /** A mean for a sum, or the other way round. */
    MEAN_VS_SUM,
    /** The derivative of an activation is missing. */
    MISSING_ACTIVATION_DERIVATIVE,
    /** The derivative of another activation, or at another argument, or no derivative at all. */
    WRONG_ACTIVATION_DERIVATIVE,
    /** The derivative of an activation is there twice. */
    DOUBLE_DERIVATIVE,
    /** A variable of another layer. */
    WRONG_LAYER,
    /** Another variable. */
    WRONG_VARIABLE,
    /** A factor of the chain rule is missing. */
    MISSING_CHAIN_FACTOR,
    /** A factor too many. */
    EXTRA_FACTOR,
    /** A number stands beside a matrix, where that many times the identity is meant. */
    MISSING_IDENTITY,
    /** A term of a sum is missing. */
    MISSING_TERM,
    /** A term too many. */
    EXTRA_TERM,
    /** A variable is used several times, and not all of its paths are there. */
    MISSING_SHARED_PATH,
    /** A mean or variance was held constant. */
    STATISTICS_AS_CONSTANTS,
    /** Right for a symmetric matrix only. */
    ASYMMETRIC_QUADRATIC,
    /** The gradient of det for that of log det, or the other way round. */
    LOGDET,
    /** Only the diagonal of the Jacobian of softmax. */
    JACOBIAN_DIAGONAL_ONLY,
    /** An index in the wrong place. */
    WRONG_INDEX,
    /** The kernel of a convolution has to be flipped, or must not be. */
    FLIPPED_KERNEL,
    /** An argument too many, among those a maximum is taken of. */
    EXTRA_ARGUMENT,
    /** Another function. */
    WRONG_FUNCTION,
    /** A logarithm is missing, or too many. */
    MISSING_LOG,
    /** The gradient of another loss with the same prediction. */
    LOSS_GRADIENT_MISMATCH,
    /** Equal where both have a value, but without a value on a region where the right formula has one. */
    DOMAIN,
    /** Shapes that fit in no reading, for which nothing else is known. */
    SHAPE_MISMATCH,
    /** None of these: only the right formula is known. */
    OTHER;

    /** The stable name, such as {@code missing_transpose}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
