package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Locale;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Arithmetic of whole numbers in so many bits: exact, and around the end where they end. They have no derivative. */
record WholeOp(Kind kind, ElementType type) implements Op {
    /** What is computed from two numbers. */
    enum Kind {
        ADD,
        SUB,
        MUL,
        DIV,
        /** The remainder with the sign of the divisor. */
        MOD,
        /** The remainder with the sign of the dividend. */
        REM,
        POW,
        MAX,
        MIN,
        AND,
        OR,
        XOR,
        LEFT,
        RIGHT,
        EQUAL,
        LESS
    }

    /** The node of two nodes of whole numbers. */
    static Node of(Kind kind, ElementType type, Node x, Node y) {
        return Node.of(new WholeOp(kind, type), x, y);
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT) + "_" + type;
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.index(Shape.broadcast(in.get(0).shape(), in.get(1).shape()));
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        Shape shape = Shape.broadcast(in.get(0).shape(), in.get(1).shape());
        int[] first = Spread.positions(in.get(0).shape(), shape);
        int[] second = Spread.positions(in.get(1).shape(), shape);
        return Tensors.whole(
                shape,
                i -> type.wrap(apply(in.get(0).wholeAt(first[i]), in.get(1).wholeAt(second[i]))));
    }

    private long apply(long x, long y) {
        boolean unsigned = type.kind() == ElementType.Kind.UNSIGNED;
        return switch (kind) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> y == 0 ? zeroDivisor() : unsigned ? Long.divideUnsigned(x, y) : x / y;
            case MOD -> y == 0 ? zeroDivisor() : unsigned ? Long.remainderUnsigned(x, y) : Math.floorMod(x, y);
            case REM -> y == 0 ? zeroDivisor() : unsigned ? Long.remainderUnsigned(x, y) : x % y;
            case POW -> power(x, y);
            case MAX -> compare(x, y) >= 0 ? x : y;
            case MIN -> compare(x, y) <= 0 ? x : y;
            case AND -> x & y;
            case OR -> x | y;
            case XOR -> x ^ y;
            // Further than there are bits, or backwards: nothing is left but the sign.
            case LEFT -> y < 0 || y >= type.bits() ? 0 : x << y;
            case RIGHT -> y < 0 || y >= type.bits() ? (unsigned ? 0 : x >> 63) : unsigned ? x >>> y : x >> y;
            case EQUAL -> x == y ? 1 : 0;
            case LESS -> compare(x, y) < 0 ? 1 : 0;
        };
    }

    private int compare(long x, long y) {
        return type.kind() == ElementType.Kind.UNSIGNED ? Long.compareUnsigned(x, y) : Long.compare(x, y);
    }

    private static long zeroDivisor() {
        throw new ChainruleException(say("a whole number is divided by 0"));
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        long square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            result = (left & 1) == 1 ? result * square : result;
            square *= square;
        }
        return result;
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("whole numbers have no derivative");
    }

    @Override
    public Smoothness smoothness(int arg) {
        return Smoothness.flat("whole numbers and truth values have no derivative");
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }
}
