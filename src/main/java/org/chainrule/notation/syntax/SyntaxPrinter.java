package org.chainrule.notation.syntax;

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
    /** What the expression at hand is taken apart into. */
    private final List<Object> parts = new ArrayList<>();

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
        } else if (statement instanceof Statement.Layered layered) {
            statement(layered.template());
        } else if (statement instanceof Statement.Train) {
            out.append("train");
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
        } else if (statement instanceof Statement.Unreadable unreadable) {
            out.append(unreadable.text());
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
        parts.clear();
        boolean brackets = precedence(e) < operand.loosest();
        if (brackets) {
            parts.add("(");
        }
        takeApart(e);
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

    private void takeApart(Expr e) {
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
            separated(list.items());
            parts.add("]");
        } else if (e instanceof Expr.Negate negate) {
            parts.add("-");
            parts.add(new Operand(negate.operand(), BinaryOp.UNARY));
        } else if (e instanceof Expr.Binary binary) {
            binary(binary);
        } else if (e instanceof Expr.Transpose transpose) {
            parts.add(new Operand(transpose.operand(), BinaryOp.ATOM));
            parts.add(".T");
        } else if (e instanceof Expr.Index index) {
            boolean list = index.operand() instanceof Expr.Numbers || index.operand() instanceof Expr.ListOf;
            // [1, 2] [0] is refused as two rows without a comma
            parts.add(new Operand(index.operand(), list ? BinaryOp.ATOM + 1 : BinaryOp.ATOM));
            index(index.items());
        } else if (e instanceof Expr.Call call) {
            parts.add(call.function() + "(");
            separated(call.arguments());
            String separator = call.arguments().isEmpty() ? "" : ", ";
            for (Expr.Keyword keyword : call.keywords()) {
                parts.add(separator + keyword.name() + "=");
                parts.add(new Operand(keyword.value(), BinaryOp.EQUAL.precedence()));
                separator = ", ";
            }
            parts.add(")");
        }
    }

    private void binary(Expr.Binary binary) {
        BinaryOp op = binary.op();
        if (op == BinaryOp.POWER) {
            parts.add(new Operand(binary.left(), op.precedence() + 1));
            // X^T is the transpose; a power with a T can only be written so
            parts.add(startsWithT(binary.right()) ? " ** " : "^");
            // a minus is welcome in an exponent: 2^-x
            parts.add(new Operand(binary.right(), BinaryOp.UNARY));
            return;
        }
        // comparisons do not chain, all other operators here do from the left
        parts.add(new Operand(binary.left(), op.precedence() + (op.isComparison() ? 1 : 0)));
        parts.add(op.spaced());
        parts.add(new Operand(binary.right(), op.precedence() + 1));
    }

    /** Whether the first thing that is printed of an exponent is the name {@code T}. */
    private static boolean startsWithT(Expr exponent) {
        Expr e = exponent;
        while (true) {
            if (e instanceof Expr.Transpose transpose) {
                e = transpose.operand();
            } else if (e instanceof Expr.Index index) {
                e = index.operand();
            } else if (e instanceof Expr.Binary binary && binary.op() == BinaryOp.POWER) {
                e = binary.left();
            } else {
                return e instanceof Expr.Name name && name.id().equals("T");
            }
        }
    }

    private void separated(List<Expr> items) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                parts.add(", ");
            }
            parts.add(new Operand(items.get(i), BinaryOp.EQUAL.precedence()));
        }
    }

    private void index(List<Expr.IndexItem> items) {
        String separator = "[";
        for (Expr.IndexItem item : items) {
            parts.add(separator);
            separator = ", ";
            if (item instanceof Expr.At at) {
                parts.add(new Operand(at.index(), BinaryOp.EQUAL.precedence()));
            } else if (item instanceof Expr.Slice slice) {
                bound(slice.start());
                parts.add(":");
                bound(slice.stop());
                if (slice.step().isPresent()) {
                    parts.add(":");
                    bound(slice.step());
                }
            } else {
                parts.add("...");
            }
        }
        parts.add("]");
    }

    private void bound(Optional<Expr> bound) {
        bound.ifPresent(e -> parts.add(new Operand(e, BinaryOp.EQUAL.precedence())));
    }

    /** Prints the shortest decimal that reads as the same number, whole numbers without a point. */
    static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0);
        String text = whole ? Long.toString((long) value) : Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String numbers(List<Integer> shape, FlatNumbers data) {
        StringBuilder text = new StringBuilder();
        int[] position = new int[shape.size()];
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
            if (depth == shape.size() - 1) {
                text.append(number(data.get(next++)));
            } else {
                text.append('[');
                position[++depth] = 0;
            }
        }
        return text.toString();
    }
}
