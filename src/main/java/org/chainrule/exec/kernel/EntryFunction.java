package org.chainrule.exec.kernel;

import java.util.function.DoubleBinaryOperator;

/**
 * What is computed for each entry.
 *
 * @param code which loop can do it; {@link Code#ANY} when none is made for it
 * @param f its meaning, from the row of the op; the second argument counts for functions of two numbers only
 */
public record EntryFunction(Code code, DoubleBinaryOperator f) {
    /** The functions that have a loop of their own, for speed only: the meaning is that of the op's row. */
    public enum Code {
        /** Any other function. */
        ANY(0),
        /** x. */
        COPY(0),
        /** -x. */
        NEG(1),
        /** x². */
        SQUARE(1),
        /** 1/x. */
        RECIPROCAL(1),
        /** The square root. */
        SQRT(1),
        /** One over the square root. */
        RSQRT(2),
        /** |x|. */
        ABS(1),
        /** max(x, 0). */
        RELU(1),
        /** -1, 0 or 1. */
        SIGN(1),
        /** 1 where x &gt; 0. */
        STEP(1),
        /** The exponential. */
        EXP(10),
        /** The logarithm. */
        LOG(10),
        /** exp(x) - 1. */
        EXPM1(10),
        /** log(1 + x). */
        LOG1P(10),
        /** The sine. */
        SIN(10),
        /** The cosine. */
        COS(10),
        /** The hyperbolic tangent. */
        TANH(10),
        /** Its derivative. */
        SECH2(10),
        /** The logistic function. */
        SIGMOID(10),
        /** Its derivative. */
        SIGMOID_SLOPE(10),
        /** Its logarithm. */
        LOGSIGMOID(20),
        /** log(1 + exp(x)). */
        SOFTPLUS(20),
        /** x + y. */
        ADD(1),
        /** x - y. */
        SUB(1),
        /** x y. */
        MUL(1),
        /** x / y. */
        DIV(1),
        /** The larger one. */
        MAX(1),
        /** The smaller one. */
        MIN(1),
        /** 1 where x &gt; y. */
        GREATER(1),
        /** 1 where x &gt;= y. */
        GREATER_EQUAL(1),
        /** 1 where x &lt; y. */
        LESS(1),
        /** 1 where x &lt;= y. */
        LESS_EQUAL(1),
        /** 1 where x = y. */
        EQUAL(1),
        /** 1 where x differs from y. */
        NOT_EQUAL(1);

        private final int flops;

        Code(int flops) {
            this.flops = flops;
        }

        /** One of those that are made of the same exponential of an entry, which then need not be computed twice; itself where there are no others. */
        public Code kin() {
            return switch (this) {
                case SIGMOID_SLOPE, LOGSIGMOID, SOFTPLUS -> SIGMOID;
                case SECH2 -> TANH;
                default -> this;
            };
        }

        /** Whether it is an exponential or something like it. */
        public boolean isSlow() {
            return flops >= 10;
        }

        /** About how many operations one entry costs. */
        public int flops() {
            return this == ANY ? 10 : flops;
        }
    }

    /** The entry as it is. */
    public static final EntryFunction COPY = new EntryFunction(Code.COPY, (x, y) -> x);
}
