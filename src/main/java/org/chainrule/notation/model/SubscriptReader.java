package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Indexing;
import org.chainrule.ops.Position;
import org.chainrule.ops.Subscript;

/** Indexing as in numpy, {@code X[0, 1:3, ...]}. */
final class SubscriptReader {
    private SubscriptReader() {}

    /**
     * A part of a node.
     *
     * @param items what stands between the commas
     * @param operands the indexed expression, then the evaluated parts of the items in the order they are written
     */
    static Node apply(Node x, List<Expr.IndexItem> items, List<Arg> operands) {
        Iterator<Arg> parts = operands.subList(1, operands.size()).iterator();
        List<Subscript> subscripts = new ArrayList<>();
        for (Expr.IndexItem item : items) {
            subscripts.add(subscript(item, parts));
        }
        return Indexing.index(x, subscripts);
    }

    private static Subscript subscript(Expr.IndexItem item, Iterator<Arg> parts) {
        if (item instanceof Expr.Ellipsis) {
            return new Subscript.Ellipsis();
        }
        if (item instanceof Expr.Slice slice) {
            Optional<Position> start = slice.start().flatMap(e -> position(parts.next()));
            Optional<Position> stop = slice.stop().flatMap(e -> position(parts.next()));
            int step = slice.step().map(e -> step(parts.next())).orElse(1);
            return new Subscript.Range(start, stop, step);
        }
        Arg at = parts.next();
        if (at instanceof Arg.None) {
            return new Subscript.NewAxis();
        }
        return at instanceof Arg.Num || at instanceof Arg.Size
                ? new Subscript.At(Position.of(at))
                : new Subscript.Pick(Expressions.toNode(at));
    }

    private static Optional<Position> position(Arg arg) {
        return arg instanceof Arg.None ? Optional.empty() : Optional.of(Position.of(arg));
    }

    private static int step(Arg arg) {
        if (arg instanceof Arg.Num number && number.value() == Math.rint(number.value()) && number.value() != 0) {
            return (int) number.value();
        }
        if (arg instanceof Arg.None) {
            return 1;
        }
        throw new ChainruleException("the step of a range is a whole number other than 0, not {0}", arg);
    }
}
