package org.chainrule.onnx;

import java.util.Locale;
import java.util.Optional;

/**
 * The types that entries of a tensor have in ONNX. Real numbers of all widths are computed as real numbers, whole numbers wrap around
 * as they do in so many bits, and truth values are the real numbers 0 and 1.
 */
enum ElementType {
    FLOAT(1, Kind.REAL, 32),
    UINT8(2, Kind.UNSIGNED, 8),
    INT8(3, Kind.SIGNED, 8),
    UINT16(4, Kind.UNSIGNED, 16),
    INT16(5, Kind.SIGNED, 16),
    INT32(6, Kind.SIGNED, 32),
    INT64(7, Kind.SIGNED, 64),
    STRING(8, Kind.TEXT, 64),
    BOOL(9, Kind.TRUTH, 8),
    FLOAT16(10, 16, 10, 15, 65504, true),
    DOUBLE(11, Kind.REAL, 64),
    UINT32(12, Kind.UNSIGNED, 32),
    UINT64(13, Kind.UNSIGNED, 64),
    BFLOAT16(16, 16, 7, 127, 0x1.FEp127, true),
    FLOAT8E4M3FN(17, 8, 3, 7, 448, false),
    FLOAT8E4M3FNUZ(18, 8, 3, 8, 240, false),
    FLOAT8E5M2(19, 8, 2, 15, 57344, true),
    FLOAT8E5M2FNUZ(20, 8, 2, 16, 57344, false),
    UINT4(21, Kind.UNSIGNED, 4),
    INT4(22, Kind.SIGNED, 4),
    FLOAT4E2M1(23, 4, 1, 1, 6, false),
    FLOAT8E8M0(24, 8, 0, 127, 0x1p127, false),
    UINT2(25, Kind.UNSIGNED, 2),
    INT2(26, Kind.SIGNED, 2);

    /** What the entries are. */
    enum Kind {
        REAL,
        SIGNED,
        UNSIGNED,
        TRUTH,
        TEXT
    }

    private final int code;
    private final Kind kind;
    private final int bits;
    /** Of a narrow float: the bits of its fraction; -1 for all others. */
    private final int fraction;

    private final int bias;
    private final double largest;
    private final boolean infinite;

    ElementType(int code, Kind kind, int bits) {
        this.code = code;
        this.kind = kind;
        this.bits = bits;
        this.fraction = -1;
        this.bias = 0;
        this.largest = 0;
        this.infinite = true;
    }

    ElementType(int code, int bits, int fraction, int bias, double largest, boolean infinite) {
        this.code = code;
        this.kind = Kind.REAL;
        this.bits = bits;
        this.fraction = fraction;
        this.bias = bias;
        this.largest = largest;
        this.infinite = infinite;
    }

    /** The type of a number in a file. */
    static Optional<ElementType> of(int code) {
        for (ElementType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    int code() {
        return code;
    }

    Kind kind() {
        return kind;
    }

    int bits() {
        return bits;
    }

    boolean isReal() {
        return kind == Kind.REAL;
    }

    boolean isWhole() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    /** Whole numbers, and texts, which are numbers in a list of all texts: nodes of them are indices. */
    boolean isIndex() {
        return isWhole() || kind == Kind.TEXT;
    }

    /** A real type with fewer than 32 bits. */
    boolean isNarrow() {
        return fraction >= 0;
    }

    /** The whole number that is left of one in so many bits. */
    long wrap(long value) {
        int free = 64 - bits;
        return kind == Kind.SIGNED || kind == Kind.TEXT
                ? value << free >> free
                : free == 0 ? value : value << free >>> free;
    }

    /** The smallest whole number of this type. */
    double low() {
        return kind == Kind.SIGNED ? -Math.scalb(1.0, bits - 1) : 0;
    }

    /** The largest whole number of this type. */
    double high() {
        return Math.scalb(1.0, kind == Kind.SIGNED ? bits - 1 : bits) - 1;
    }

    /** A whole number as a real one; of 64 bits without sign the long holds the bits. */
    double real(long value) {
        if (this != UINT64 || value >= 0) {
            return value;
        }
        return (value >>> 1) * 2.0 + (value & 1);
    }

    /** A real number as a whole one: what stands before the point, in so many bits. */
    long whole(double value) {
        if (this == UINT64 && value >= 0x1p63) {
            return value >= 0x1p64 ? -1 : (long) (value / 2) << 1;
        }
        return wrap((long) value);
    }

    /**
     * The nearest number of this real type, of two the even one.
     *
     * @param saturate whether what is too large becomes the largest number, where the type has no infinity
     */
    double round(double value, boolean saturate) {
        if (fraction < 0) {
            return bits == 32 ? (float) value : value;
        }
        if (Double.isNaN(value) || value == 0) {
            return this == FLOAT4E2M1 && value != 0 ? -0.0 : value;
        }
        if (this == FLOAT8E8M0) {
            int exponent = Math.getExponent(Math.abs(value));
            double power = Math.scalb(1.0, exponent);
            return Math.abs(value) >= 1.5 * power ? 2 * power : power;
        }
        int exponent = Math.max(Math.getExponent(value), 1 - bias);
        double step = Math.scalb(1.0, exponent - fraction);
        double rounded = Math.rint(value / step) * step;
        if (Math.abs(rounded) <= largest) {
            return rounded;
        }
        boolean keeps = this == FLOAT4E2M1 || (saturate && bits == 8);
        return Math.copySign(keeps ? largest : infinite ? Double.POSITIVE_INFINITY : Double.NaN, value);
    }

    /** The number that the bits of a narrow float mean. */
    double decode(int pattern) {
        if (this == FLOAT8E8M0) {
            return pattern == 255 ? Double.NaN : Math.scalb(1.0, pattern - bias);
        }
        boolean negative = (pattern >> (bits - 1) & 1) == 1;
        int exponent = (pattern & (1 << (bits - 1)) - 1) >> fraction;
        int low = pattern & (1 << fraction) - 1;
        int top = (1 << (bits - 1 - fraction)) - 1;
        double size = exponent == 0
                ? Math.scalb((double) low, 1 - bias - fraction)
                : Math.scalb((double) ((1 << fraction) + low), exponent - bias - fraction);
        if (this == FLOAT8E4M3FNUZ || this == FLOAT8E5M2FNUZ) {
            size = pattern == 0x80 ? Double.NaN : size;
        } else if (this == FLOAT8E4M3FN) {
            size = (pattern & 0x7F) == 0x7F ? Double.NaN : size;
        } else if (infinite && exponent == top) {
            size = low == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return negative ? -size : size;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
