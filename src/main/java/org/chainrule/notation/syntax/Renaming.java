package org.chainrule.notation.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Expressions with other names or parts in them, each where it stood. */
public final class Renaming {
    private final UnaryOperator<Expr> parts;
    /** What stands for whole parts, by identity. */
    private final Map<Expr, Expr> whole;

    private final Deque<Expr> done = new ArrayDeque<>();

    /** An expression whose children are not rebuilt yet, or are. */
    private record Step(Expr expr, boolean ready) {}

    private Renaming(UnaryOperator<Expr> parts, Map<Expr, Expr> whole) {
        this.parts = parts;
        this.whole = whole;
    }

    /**
     * An expression with every name replaced; the same object where none changes.
     *
     * @param names the new name for each
     */
    public static Expr of(Expr root, UnaryOperator<String> names) {
        return rewritten(root, part -> part instanceof Expr.Name name ? of(name, names) : part);
    }

    /**
     * An expression with parts replaced, from the innermost outwards; the same object where none changes.
     *
     * @param parts what stands for a part whose own parts have been replaced
     */
    public static Expr rewritten(Expr root, UnaryOperator<Expr> parts) {
        return new Renaming(parts, Map.of()).rewrite(root);
    }

    /**
     * An expression with some of its parts replaced as they stand, the outer ones before those inside them.
     *
     * @param whole what stands for each of these parts, by identity
     */
    public static Expr folded(Expr root, IdentityHashMap<Expr, Expr> whole) {
        return new Renaming(part -> part, whole).rewrite(root);
    }

    static Expr.Name of(Expr.Name name, UnaryOperator<String> names) {
        String id = names.apply(name.id());
        return id.equals(name.id()) ? name : new Expr.Name(id, name.span());
    }

    private Expr rewrite(Expr root) {
        Deque<Step> todo = new ArrayDeque<>(List.of(new Step(root, false)));
        while (!todo.isEmpty()) {
            Step step = todo.pop();
            List<Expr> children = step.expr.children();
            Expr instead = whole.isEmpty() || step.ready ? null : whole.get(step.expr);
            if (instead != null) {
                done.push(instead);
            } else if (step.ready) {
                List<Expr> rebuilt = new ArrayList<>();
                boolean changed = false;
                for (Expr child : children) {
                    Expr other = done.pop();
                    rebuilt.add(other);
                    changed |= other != child;
                }
                done.push(parts.apply(changed ? with(step.expr, rebuilt) : step.expr));
            } else if (children.isEmpty()) {
                done.push(parts.apply(step.expr));
            } else {
                todo.push(new Step(step.expr, true));
                children.forEach(child -> todo.push(new Step(child, false)));
            }
        }
        return done.pop();
    }

    /** An expression of the same kind made of other children, as many as {@link Expr#children} gives. */
    public static Expr with(Expr expr, List<Expr> children) {
        if (expr instanceof Expr.Negate negate) {
            return new Expr.Negate(children.get(0), negate.span());
        } else if (expr instanceof Expr.Transpose transpose) {
            return new Expr.Transpose(children.get(0), transpose.span());
        } else if (expr instanceof Expr.Binary binary) {
            return new Expr.Binary(binary.op(), children.get(0), children.get(1), binary.operator(), binary.span());
        } else if (expr instanceof Expr.ListOf list) {
            return new Expr.ListOf(children, list.span());
        } else if (expr instanceof Expr.Index index) {
            return new Expr.Index(children.get(0), items(index, children), index.span());
        }
        Expr.Call call = (Expr.Call) expr;
        int positional = call.arguments().size();
        List<Expr.Keyword> keywords = new ArrayList<>();
        for (int i = 0; i < call.keywords().size(); i++) {
            Expr.Keyword keyword = call.keywords().get(i);
            keywords.add(new Expr.Keyword(keyword.name(), children.get(positional + i), keyword.span()));
        }
        return new Expr.Call(
                call.function(), call.functionSpan(), children.subList(0, positional), keywords, call.span());
    }

    private static List<Expr.IndexItem> items(Expr.Index index, List<Expr> children) {
        List<Expr.IndexItem> items = new ArrayList<>();
        int next = 1;
        for (Expr.IndexItem item : index.items()) {
            if (item instanceof Expr.At) {
                items.add(new Expr.At(children.get(next++)));
            } else if (item instanceof Expr.Slice slice) {
                Optional<Expr> start = slice.start().isPresent() ? Optional.of(children.get(next++)) : Optional.empty();
                Optional<Expr> stop = slice.stop().isPresent() ? Optional.of(children.get(next++)) : Optional.empty();
                Optional<Expr> step = slice.step().isPresent() ? Optional.of(children.get(next++)) : Optional.empty();
                items.add(new Expr.Slice(start, stop, step));
            } else {
                items.add(item);
            }
        }
        return items;
    }
}
