package org.chainrule.notation.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Structural equality of expressions, without recursion and without looking at spans. */
final class ExprEquality {
    private static final int HASHED = 3;

    private ExprEquality() {}

    static boolean same(Expr a, Expr b) {
        Deque<Expr> left = new ArrayDeque<>();
        Deque<Expr> right = new ArrayDeque<>();
        left.push(a);
        right.push(b);
        while (!left.isEmpty()) {
            Expr x = left.pop();
            Expr y = right.pop();
            if (x == y) {
                continue;
            }
            if (x.getClass() != y.getClass() || !label(x).equals(label(y))) {
                return false;
            }
            List<Expr> xs = x.children();
            List<Expr> ys = y.children();
            if (xs.size() != ys.size()) {
                return false;
            }
            xs.forEach(left::push);
            ys.forEach(right::push);
        }
        return true;
    }

    /** A hash of the topmost node and the first of what is below it, so that it costs nothing on a deep tree. */
    static int hash(Expr e) {
        int hash = own(e);
        for (Expr child : e.children().subList(0, Math.min(HASHED, e.children().size()))) {
            hash = 31 * hash + own(child);
        }
        return hash;
    }

    private static int own(Expr e) {
        return 31 * e.getClass().getName().hashCode() + label(e).hashCode();
    }

    /** What distinguishes a node from others of its kind, its children apart. */
    private static Object label(Expr e) {
        if (e instanceof Expr.Name name) {
            return name.id();
        } else if (e instanceof Expr.Num num) {
            return num.value();
        } else if (e instanceof Expr.Text text) {
            return text.value();
        } else if (e instanceof Expr.Bool bool) {
            return bool.value();
        } else if (e instanceof Expr.Numbers numbers) {
            return List.of(numbers.shape(), numbers.data());
        } else if (e instanceof Expr.Binary binary) {
            return binary.op();
        } else if (e instanceof Expr.Call call) {
            return call.function()
                    + call.keywords().stream().map(Expr.Keyword::name).collect(Collectors.joining(",", "(", ")"));
        } else if (e instanceof Expr.Index index) {
            return index.items().stream().map(ExprEquality::outline).collect(Collectors.joining(","));
        }
        return "";
    }

    private static String outline(Expr.IndexItem item) {
        if (item instanceof Expr.Slice slice) {
            return mark(slice.start().isPresent())
                    + ":"
                    + mark(slice.stop().isPresent())
                    + ":"
                    + mark(slice.step().isPresent());
        }
        return item instanceof Expr.At ? "@" : "...";
    }

    private static String mark(boolean present) {
        return present ? "@" : "";
    }
}
