package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.MeantNumber;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.ops.Arg;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Operators of the notation: on nodes they build a graph; numbers and sizes are computed with at once. */
final class Operators {
    private Operators() {}

    static Arg negate(Arg operand) {
        return operand instanceof Arg.Num number
                ? new Arg.Num(-number.value())
                : new Arg.Value(Expressions.toNode(operand).neg());
    }

    static Arg apply(BinaryOp op, Arg left, Arg right) {
        if (left instanceof Arg.Num a && right instanceof Arg.Num b) {
            OptionalDouble folded = folded(op, a.value(), b.value());
            if (folded.isPresent()) {
                return new Arg.Num(folded.getAsDouble());
            }
        }
        Dim p = size(left);
        Dim q = size(right);
        if (p != null && q != null && (left instanceof Arg.Size || right instanceof Arg.Size)) {
            switch (op) {
                case ADD:
                    return new Arg.Size(p.plus(q));
                case SUBTRACT:
                    return new Arg.Size(p.minus(q));
                case MULTIPLY:
                case PRODUCT:
                    return new Arg.Size(p.times(q));
                default:
                    break;
            }
        }
        return new Arg.Value(node(op, Expressions.toNode(left), Expressions.toNode(right)));
    }

    /**
     * The result of two numbers, where a double holds it: {@code 1 + 1e-17} is not 1. A quotient or a comparison stays in the
     * graph in any case, so that 1/3 is printed as it was written.
     */
    private static OptionalDouble folded(BinaryOp op, double a, double b) {
        double result =
                switch (op) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY, PRODUCT -> a * b;
                    case POWER -> Math.pow(a, b);
                    default -> Double.NaN;
                };
        return Double.isFinite(result) && Double.isFinite(a) && Double.isFinite(b) && isExact(op, a, b, result)
                ? OptionalDouble.of(result)
                : OptionalDouble.empty();
    }

    private static boolean isExact(BinaryOp op, double a, double b, double result) {
        MeantNumber x = MeantNumber.of(a);
        MeantNumber y = MeantNumber.of(op == BinaryOp.SUBTRACT ? -b : b);
        MeantNumber z = MeantNumber.of(result);
        return switch (op) {
            case ADD, SUBTRACT -> z.isSum(x, y);
            case POWER -> z.isPower(x, b);
            default -> z.isProduct(x, y);
        };
    }

    private static @org.jspecify.annotations.Nullable Dim size(Arg arg) {
        if (arg instanceof Arg.Size size) {
            return size.dim();
        }
        boolean whole = arg instanceof Arg.Num number
                && number.value() >= 0
                && number.value() == Math.rint(number.value())
                && number.value() < 1L << 53;
        return whole ? Dim.of((long) ((Arg.Num) arg).value()) : null;
    }

    private static Node node(BinaryOp op, Node x, Node y) {
        if (op == BinaryOp.MATMUL || (op == BinaryOp.PRODUCT && x.rank() > 0 && y.rank() > 0)) {
            return Node.of(MatMul.OP, x, y);
        }
        return Node.of(elementwise(op), x, y);
    }

    private static Elementwise elementwise(BinaryOp op) {
        return switch (op) {
            case ADD -> Arithmetic.ADD;
            case SUBTRACT -> Arithmetic.SUB;
            case MULTIPLY, PRODUCT -> Arithmetic.MUL;
            case DIVIDE -> Arithmetic.DIV;
            case POWER -> Powers.POW;
            case EQUAL -> Comparison.EQUAL;
            case NOT_EQUAL -> Comparison.NOT_EQUAL;
            case LESS -> Comparison.LESS;
            case LESS_EQUAL -> Comparison.LESS_EQUAL;
            case GREATER -> Comparison.GREATER;
            case GREATER_EQUAL -> Comparison.GREATER_EQUAL;
            case MATMUL -> throw new IllegalStateException("not elementwise");
        };
    }

    /** A list of numbers, or of constants, as a constant. */
    static Node constant(Arg list) {
        List<Double> flat = new ArrayList<>();
        Shape shape = collect(list, flat);
        return Node.constant(
                Tensor.of(shape, flat.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static Shape collect(Arg arg, List<Double> flat) {
        if (!(arg instanceof Arg.Items items)) {
            flat.add(number(arg));
            return Shape.SCALAR;
        }
        Shape inner = Shape.SCALAR;
        for (int i = 0; i < items.items().size(); i++) {
            Shape shape = collect(items.items().get(i), flat);
            if (i > 0 && !shape.equals(inner)) {
                throw new ShapeException(
                        "the lists differ in length: item {0} of a list has shape {1}, item 0 has {2}",
                        i, shape, inner);
            }
            inner = shape;
        }
        return Shape.of(items.items().size()).concat(inner);
    }

    private static double number(Arg arg) {
        OptionalDouble known = known(arg);
        if (known.isPresent()) {
            return known.getAsDouble();
        }
        throw new ChainruleException(
                "a list in an expression holds numbers, not {0}: to join expressions use stack([…]) or concat([…])",
                arg);
    }

    /** A number, whether it was computed with at once or stays in the graph, as the quotient 1/3 does. */
    static OptionalDouble known(Arg arg) {
        if (arg instanceof Arg.Num number) {
            return OptionalDouble.of(number.value());
        }
        if (arg instanceof Arg.Size size && size.dim().isKnown()) {
            return OptionalDouble.of((double) size.dim().evaluate(Sizes.NONE));
        }
        return arg instanceof Arg.Value value ? Constant.number(value.node()) : OptionalDouble.empty();
    }
}
