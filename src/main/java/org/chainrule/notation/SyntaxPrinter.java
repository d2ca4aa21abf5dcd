package org.chainrule.notation;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Prints a tree as text with as few brackets as possible: parsing the text gives the tree back.
 *
 * <p>What is left to print is kept on a stack of its own, so that depth costs no call.
 */
public final class SyntaxPrinter {
    private final StringBuilder out = new StringBuilder();
    /** Strings, and {@link Operand}s that are still to be taken apart. */
    private final Deque<Object> todo = new ArrayDeque<>();

    /** An expression at a place where only operators of at least this precedence go without brackets. */
    private record Operand(Expr expr, int loosest) {}

    private SyntaxPrinter() {}

    /** Prints an expression on one line. */
    public static String print(Expr e) {
        SyntaxPrinter printer = new SyntaxPrinter();
        printer.expression(e, BinaryOp.EQUAL.precedence());
        return printer.out.toString();
    }

    /** Prints a text, one statement a line, each ended by a line feed. */
    public static String print(Syntax syntax) {
        StringBuilder text = new StringBuilder();
        syntax.statements().forEach(s -> text.append(print(s)).append('\n'));
        return text.toString();
    }

    /** Prints a statement on one line. */
    public static String print(Statement statement) {
        SyntaxPrinter printer = new SyntaxPrinter();
        printer.statement(statement);
        return printer.out.toString();
    }

    private void statement(Statement statement) {
        if (statement instanceof Statement.Dims dims) {
            String separator = "dims ";
            for (Statement.Size size : dims.sizes()) {
                out.append(separator).append(size.name().id());
                size.value().ifPresent(v -> operand("=", v));
                separator = ", ";
            }
        } else if (statement instanceof Statement.Declare declare) {
            String separator = declare.role().word() + " ";
            for (Statement.Variable variable : declare.variables()) {
                out.append(separator);
                variable(variable);
                separator = ", ";
            }
        } else if (statement instanceof Statement.Define define) {
            out.append(define.name().id()).append(" = ");
            expression(define.value(), BinaryOp.EQUAL.precedence());
        } else if (statement instanceof Statement.GradientClaim claim) {
            out.append('d')
                    .append(claim.of().id())
                    .append("/d")
                    .append(claim.wrt().id())
                    .append(" = ");
            expression(claim.value(), BinaryOp.EQUAL.precedence());
        } else if (statement instanceof Statement.Loss loss) {
            out.append("loss ").append(loss.name().id());
        } else if (statement instanceof Statement.Derive derive) {
            out.append("derive ").append(derive.name().id()).append(derive.perSample() ? " per sample" : "");
        } else if (statement instanceof Statement.Check check) {
            if (check.differential()) {
                out.append("check d(");
                expression(check.left(), BinaryOp.EQUAL.precedence());
                out.append(')');
            } else {
                operand("check ", check.left());
            }
            operand(" == ", check.right());
        } else if (statement instanceof Statement.Assume assume) {
            operand("assume ", assume.left());
            operand(" == ", assume.right());
        }
    }

    private void variable(Statement.Variable variable) {
        out.append(variable.name().id()).append(" [");
        String separator = "";
        for (Expr size : variable.shape()) {
            operand(separator, size);
            separator = ", ";
        }
        out.append(']');
        variable.domain().ifPresent(d -> operand(" ", d));
        variable.value().ifPresent(v -> operand(" = ", v));
    }

    private void operand(String before, Expr e) {
        out.append(before);
        expression(e, BinaryOp.ADD.precedence());
    }

    private void expression(Expr root, int loosest) {
        todo.push(new Operand(root, loosest));
        while (!todo.isEmpty()) {
            Object next = todo.pop();
            if (next instanceof Operand operand) {
                expand(operand);
            } else {
                out.append(next);
            }
        }
    }

    private void expand(Operand operand) {
        Expr e = operand.expr();
        List<Object> parts = new ArrayList<>();
        boolean brackets = precedence(e) < operand.loosest();
        if (brackets) {
            parts.add("(");
        }
        parts(e, parts);
        if (brackets) {
            parts.add(")");
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            todo.push(parts.get(i));
        }
    }

    private static int precedence(Expr e) {
        if (e instanceof Expr.Binary binary) {
            return binary.op().precedence();
        } else if (e instanceof Expr.Negate) {
            return BinaryOp.UNARY;
        }
        return BinaryOp.ATOM;
    }

    private static void parts(Expr e, List<Object> parts) {
        if (e instanceof Expr.Name name) {
            parts.add(name.id());
        } else if (e instanceof Expr.Num num) {
            parts.add(number(num.value()));
        } else if (e instanceof Expr.Text text) {
            parts.add("\"" + text.value().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        } else if (e instanceof Expr.Bool bool) {
            parts.add(bool.value() ? "true" : "false");
        } else if (e instanceof Expr.None) {
            parts.add("none");
        } else if (e instanceof Expr.Numbers numbers) {
            parts.add(numbers(numbers.shape(), numbers.data()));
        } else if (e instanceof Expr.ListOf list) {
            parts.add("[");
            separated(list.items(), parts);
            parts.add("]");
        } else if (e instanceof Expr.Negate negate) {
            parts.add("-");
            parts.add(new Operand(negate.operand(), BinaryOp.UNARY));
        } else if (e instanceof Expr.Binary binary) {
            binary(binary, parts);
        } else if (e instanceof Expr.Transpose transpose) {
            parts.add(postfixed(transpose.operand()));
            parts.add(".T");
        } else if (e instanceof Expr.Index index) {
            parts.add(postfixed(index.operand()));
            index(index.items(), parts);
        } else if (e instanceof Expr.Call call) {
            parts.add(call.function() + "(");
            separated(call.arguments(), parts);
            String separator = call.arguments().isEmpty() ? "" : ", ";
            for (Expr.Keyword keyword : call.keywords()) {
                parts.add(separator + keyword.name() + "=");
                parts.add(new Operand(keyword.value(), BinaryOp.EQUAL.precedence()));
                separator = ", ";
            }
            parts.add(")");
        }
    }

    private static void binary(Expr.Binary binary, List<Object> parts) {
        BinaryOp op = binary.op();
        if (op == BinaryOp.POWER) {
            parts.add(new Operand(binary.left(), op.precedence() + 1));
            // a minus is welcome in an exponent: 2^-x
            parts.add("^");
            parts.add(new Operand(binary.right(), BinaryOp.UNARY));
            return;
        }
        // comparisons do not chain, all other operators here do from the left
        parts.add(new Operand(binary.left(), op.precedence() + (op.isComparison() ? 1 : 0)));
        parts.add(" " + op.symbol() + " ");
        parts.add(new Operand(binary.right(), op.precedence() + 1));
    }

    /** An operand that a postfix follows: {@code 1.T} and {@code [1][0]} would be read otherwise than meant. */
    private static Operand postfixed(Expr e) {
        boolean literal = e instanceof Expr.Num || e instanceof Expr.Numbers || e instanceof Expr.ListOf;
        return new Operand(e, literal ? BinaryOp.ATOM + 1 : BinaryOp.ATOM);
    }

    private static void separated(List<Expr> items, List<Object> parts) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                parts.add(", ");
            }
            parts.add(new Operand(items.get(i), BinaryOp.EQUAL.precedence()));
        }
    }

    private static void index(List<Expr.IndexItem> items, List<Object> parts) {
        String separator = "[";
        for (Expr.IndexItem item : items) {
            parts.add(separator);
            separator = ", ";
            if (item instanceof Expr.At at) {
                parts.add(new Operand(at.index(), BinaryOp.EQUAL.precedence()));
            } else if (item instanceof Expr.Slice slice) {
                bound(slice.start(), parts);
                parts.add(":");
                bound(slice.stop(), parts);
                if (slice.step().isPresent()) {
                    parts.add(":");
                    bound(slice.step(), parts);
                }
            } else {
                parts.add("...");
            }
        }
        parts.add("]");
    }

    private static void bound(Optional<Expr> bound, List<Object> parts) {
        bound.ifPresent(e -> parts.add(new Operand(e, BinaryOp.EQUAL.precedence())));
    }

    /** Prints the shortest decimal that reads as the same number, whole numbers without a point. */
    static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0);
        String text = whole ? Long.toString((long) value) : Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String numbers(ImmutableIntArray shape, ImmutableDoubleArray data) {
        StringBuilder text = new StringBuilder();
        int[] position = new int[shape.length()];
        int depth = 0;
        int next = 0;
        text.append('[');
        while (depth >= 0) {
            if (position[depth] == shape.get(depth)) {
                text.append(']');
                depth--;
                continue;
            }
            if (position[depth]++ > 0) {
                text.append(", ");
            }
            if (depth == shape.length() - 1) {
                text.append(number(data.get(next++)));
            } else {
                text.append('[');
                position[++depth] = 0;
            }
        }
        return text.toString();
    }
}
