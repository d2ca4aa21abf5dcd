package org.chainrule.check.diagnose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Syntax;

/**
 * A form of expressions, written in the notation: its letters stand for any expressions, {@code 2 * a @ b} for twice a
 * product of matrices. The product of handwriting is of the form {@code a * b} and of the form {@code a @ b}.
 */
record ExprForm(Expr form) {
    private static final Map<String, ExprForm> KNOWN = new ConcurrentHashMap<>();

    /** The form that a text spells. */
    static ExprForm of(String text) {
        return KNOWN.computeIfAbsent(text, unused -> {
            Expr read = Syntax.parseExpression(Source.of("form", text)).result();
            return new ExprForm(Renaming.rewritten(read, ExprForm::unplaced));
        });
    }

    /** What a form spells of some parts: {@code a} stands for the first, {@code b} for the second. */
    static Expr write(String form, Expr... parts) {
        Map<String, Expr> letters = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            letters.put(String.valueOf((char) ('a' + i)), parts[i]);
        }
        return of(form).with(letters);
    }

    /** The expression of this form; letters that stand for nothing are names. */
    Expr with(Map<String, Expr> letters) {
        return with(letters, BinaryOp.MATMUL, ExprParts::transpose);
    }

    /** What is made up stands nowhere in a source. */
    private static Expr unplaced(Expr e) {
        if (e instanceof Expr.Name name) {
            return ExprParts.name(name.id());
        } else if (e instanceof Expr.Num num) {
            return ExprParts.number(num.value());
        } else if (e instanceof Expr.Bool flag) {
            return new Expr.Bool(flag.value(), Span.NONE);
        } else if (e instanceof Expr.Negate negate) {
            return new Expr.Negate(negate.operand(), Span.NONE);
        } else if (e instanceof Expr.Binary binary) {
            return ExprParts.binary(binary.op(), binary.left(), binary.right());
        } else if (e instanceof Expr.Transpose transpose) {
            return new Expr.Transpose(transpose.operand(), Span.NONE);
        } else if (e instanceof Expr.Numbers numbers) {
            return new Expr.Numbers(numbers.shape(), numbers.data(), Span.NONE);
        }
        Expr.Call call = (Expr.Call) e;
        List<Expr.Keyword> keywords = call.keywords().stream()
                .map(keyword -> ExprParts.keyword(keyword.name(), keyword.value()))
                .toList();
        return ExprParts.call(call.function(), call.arguments(), keywords);
    }

    /** What the letters stand for in an expression; empty when it has another form. Keywords of calls do not count. */
    Optional<Map<String, Expr>> match(Expr root) {
        Map<String, Expr> letters = new HashMap<>();
        Deque<Expr> forms = new ArrayDeque<>(List.of(form));
        Deque<Expr> parts = new ArrayDeque<>(List.of(root));
        while (!forms.isEmpty()) {
            Expr next = forms.pop();
            Expr part = parts.pop();
            if (next instanceof Expr.Name letter) {
                if (!letters.computeIfAbsent(letter.id(), unused -> part).equals(part)) {
                    return Optional.empty();
                }
                continue;
            }
            List<Expr> inner = ExprTree.operands(next);
            List<Expr> operands = ExprTree.operands(part);
            if (!isLike(next, part) || inner.size() != operands.size()) {
                return Optional.empty();
            }
            inner.forEach(forms::push);
            operands.forEach(parts::push);
        }
        return Optional.of(letters);
    }

    private static boolean isLike(Expr form, Expr e) {
        if (form instanceof Expr.Binary wanted && e instanceof Expr.Binary binary) {
            return wanted.op() == binary.op()
                    || (binary.op() == BinaryOp.PRODUCT && wanted.op().isProduct());
        } else if (form instanceof Expr.Call call) {
            return ExprParts.isCall(e, call.function());
        }
        return form instanceof Expr.Num ? form.equals(e) : form.getClass() == e.getClass();
    }

    /**
     * The same.
     *
     * @param matmul how the matrix product is written
     * @param transpose how a transpose is written
     */
    Expr with(Map<String, Expr> letters, BinaryOp matmul, UnaryOperator<Expr> transpose) {
        return Renaming.rewritten(form, part -> {
            if (part instanceof Expr.Name name) {
                return letters.getOrDefault(name.id(), part);
            } else if (part instanceof Expr.Negate negate) {
                return ExprParts.negate(negate.operand());
            } else if (part instanceof Expr.Transpose turned) {
                return transpose.apply(turned.operand());
            } else if (part instanceof Expr.Binary sum && sum.op() == BinaryOp.ADD) {
                return ExprParts.plus(sum.left(), sum.right());
            } else if (part instanceof Expr.Binary product && product.op() == BinaryOp.MATMUL) {
                return ExprParts.product(matmul, product.left(), product.right());
            }
            return part;
        });
    }
}
