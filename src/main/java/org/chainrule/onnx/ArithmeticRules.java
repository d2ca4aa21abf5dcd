package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** Arithmetic, comparisons and logic of two operands or more. */
final class ArithmeticRules {
    private ArithmeticRules() {}

    static void addTo(Rules rules) {
        binary(rules, "Add", WholeOp.Kind.ADD, Node::plus);
        binary(rules, "Sub", WholeOp.Kind.SUB, Node::minus);
        binary(rules, "Mul", WholeOp.Kind.MUL, Node::times);
        binary(rules, "Div", WholeOp.Kind.DIV, Node::over);
        rules.add("Pow", 1, ArithmeticRules::pow);
        rules.add("Mod", 10, ArithmeticRules::mod);
        variadic(rules, "Max", WholeOp.Kind.MAX, (x, y) -> propagating("maximum", x, y));
        variadic(rules, "Min", WholeOp.Kind.MIN, (x, y) -> propagating("minimum", x, y));
        variadic(rules, "Sum", WholeOp.Kind.ADD, Node::plus);
        rules.add("Mean", 1, c -> {
            Node sum = c.real(0);
            for (int i = 1; i < c.count(); i++) {
                sum = sum.plus(c.real(i));
            }
            return c.out(sum.over(c.count()));
        });
        rules.add("Equal", 1, c -> compared(c, WholeOp.Kind.EQUAL, "equal", false));
        rules.add("Less", 1, c -> compared(c, WholeOp.Kind.LESS, "less", false));
        rules.add("Greater", 1, c -> compared(c, WholeOp.Kind.LESS, "greater", true));
        rules.add("LessOrEqual", 1, c -> c.out(fn("less_equal", c.real(0), c.real(1)), ElementType.BOOL));
        rules.add("GreaterOrEqual", 1, c -> c.out(fn("greater_equal", c.real(0), c.real(1)), ElementType.BOOL));
        rules.add("And", 1, c -> c.out(c.real(0).times(Legacy.second(c, c.real(1))), ElementType.BOOL));
        rules.add("Or", 1, c -> c.out(fn("maximum", c.real(0), Legacy.second(c, c.real(1))), ElementType.BOOL));
        rules.add("Xor", 1, c -> c.out(fn("not_equal", c.real(0), Legacy.second(c, c.real(1))), ElementType.BOOL));
        rules.add("Not", 1, c -> c.out(fn("equal", c.real(0), 0), ElementType.BOOL));
        rules.add("BitwiseAnd", 18, c -> c.out(bits(c, WholeOp.Kind.AND)));
        rules.add("BitwiseOr", 18, c -> c.out(bits(c, WholeOp.Kind.OR)));
        rules.add("BitwiseXor", 18, c -> c.out(bits(c, WholeOp.Kind.XOR)));
        rules.add(
                "BitwiseNot",
                18,
                c -> c.out(WholeOp.of(
                        WholeOp.Kind.XOR,
                        c.type(0),
                        c.node(0),
                        Node.constant(Tensors.whole(List.of(-1L)).reshape(org.chainrule.tensor.Shape.SCALAR)))));
        rules.add(
                "BitShift",
                11,
                c -> c.out(
                        bits(c, c.text("direction", "LEFT").equals("LEFT") ? WholeOp.Kind.LEFT : WholeOp.Kind.RIGHT)));
        rules.add("Where", 9, c -> {
            Node condition = c.real(0);
            ElementType type = c.type(1);
            if (type.isIndex()) {
                return c.out(Picked.of(condition, c.node(1), c.node(2)), type);
            }
            return c.out(fn("where", condition, c.real(1), c.real(2)), type);
        });
    }

    /** The larger or smaller of two; NaN where one is NaN, as in numpy. */
    private static Node propagating(String name, Node x, Node y) {
        return fn(name, x, y);
    }

    private static Node bits(Call c, WholeOp.Kind kind) {
        return WholeOp.of(kind, c.type(0), c.node(0), c.node(1));
    }

    private static void binary(Rules rules, String op, WholeOp.Kind whole, BinaryOperator<Node> real) {
        rules.add(op, 1, c -> {
            Node second = Legacy.second(c, c.node(1));
            return c.type(0).isWhole() && c.type(1).isWhole()
                    ? c.out(WholeOp.of(whole, c.type(0), c.node(0), second))
                    : c.out(real.apply(c.real(0), Call.real(Val.of(second, c.type(1)))));
        });
    }

    private static void variadic(Rules rules, String op, WholeOp.Kind whole, BinaryOperator<Node> real) {
        rules.add(op, 1, c -> {
            Node result = c.node(0);
            for (int i = 1; i < c.count(); i++) {
                result = c.type(0).isWhole()
                        ? WholeOp.of(whole, c.type(0), result, c.node(i))
                        : real.apply(result, c.real(i));
            }
            return c.out(result);
        });
    }

    private static List<Val> compared(Call c, WholeOp.Kind whole, String real, boolean turned) {
        if (c.type(0).isIndex() && c.type(1).isIndex()) {
            Node second = Legacy.second(c, c.node(1));
            Node result = turned
                    ? WholeOp.of(whole, c.type(0), second, c.node(0))
                    : WholeOp.of(whole, c.type(0), c.node(0), second);
            return c.out(result, ElementType.BOOL);
        }
        return c.out(fn(real, c.real(0), Legacy.second(c, c.real(1))), ElementType.BOOL);
    }

    private static List<Val> pow(Call c) {
        if (c.type(0).isWhole() && c.type(1).isWhole()) {
            return c.out(WholeOp.of(WholeOp.Kind.POW, c.type(0), c.node(0), Legacy.second(c, c.node(1))));
        }
        return c.out(fn("pow", c.real(0), Legacy.second(c, c.real(1))));
    }

    private static List<Val> mod(Call c) {
        boolean dividend = c.flag("fmod", false);
        if (c.type(0).isWhole()) {
            return c.out(bits(c, dividend ? WholeOp.Kind.REM : WholeOp.Kind.MOD));
        }
        Node x = c.real(0);
        Node y = c.real(1);
        if (c.isKnown(1) && isFinite(c.known(1))) {
            return c.out(rest(x, y, dividend));
        }
        // Nothing but the sign is left to do by an infinite divisor; of an infinite dividend nothing is left.
        Node infinite = fn("equal", fn("abs", y), Double.POSITIVE_INFINITY);
        Node turned = dividend ? x : fn("where", fn("less", x.times(fn("sign", y)), 0), y, x);
        Node whole = turned.plus(x.times(0));
        return c.out(fn("where", infinite, whole, rest(x, fn("where", infinite, 1, y), dividend)));
    }

    private static Node rest(Node x, Node y, boolean dividend) {
        Node quotient = x.over(y);
        Node cut = dividend
                ? fn("where", fn("less", quotient, 0), fn("ceil", quotient), fn("floor", quotient))
                : fn("floor", quotient);
        return x.minus(y.times(cut));
    }

    private static boolean isFinite(Tensor values) {
        return IntStream.range(0, values.count()).allMatch(i -> Double.isFinite(values.at(i)));
    }
}
