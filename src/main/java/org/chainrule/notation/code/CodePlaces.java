package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;
import org.chainrule.tensor.Domain;

/** Parts of arrays, {@code x[i, :]}, {@code x[range(N), y]} and {@code x[mask]}: what stands there, and the array with something else there. */
final class CodePlaces {
    private final CodeScope scope;
    private final CodeFormulas formulas;

    CodePlaces(CodeScope scope, CodeFormulas formulas) {
        this.scope = scope;
        this.formulas = formulas;
    }

    /** Where on one axis: a position, positions in a row, a new axis, or the entry that an index names. */
    private record Place(Kind kind, Optional<Expr> start, Optional<Expr> stop, Optional<Expr> step) {
        static Place of(Kind kind, Expr at) {
            return new Place(kind, Optional.of(at), Optional.empty(), Optional.empty());
        }

        boolean isWhole() {
            return kind == Kind.RANGE && start.isEmpty() && stop.isEmpty() && step.isEmpty();
        }
    }

    private enum Kind {
        AT,
        RANGE,
        NEW,
        ENTRY,
        /** A number that is computed, and is a position. */
        COMPUTED,
        ALL,
        PICK,
        /** One-hot rows or columns, in the place of the labels that they stand for. */
        LABELS,
        MASK
    }

    /** What stands at a place. */
    Expr read(Expr x, List<Expr.IndexItem> items, Span span) {
        List<Place> places = places(x, items);
        if (places.stream().anyMatch(place -> place.kind() == Kind.COMPUTED)) {
            throw new Mistake(span, say("this index is neither a position nor a mask"));
        }
        Optional<Expr> oneHot = pair(x, places, span);
        if (oneHot.isPresent()) {
            int axis = places.get(0).kind() == Kind.ALL ? 1 : 0;
            return CodeTrees.call(
                    "sum",
                    span,
                    List.of(CodeTrees.binary(BinaryOp.MULTIPLY, x, oneHot.get(), span)),
                    CodeTrees.axis(axis, span));
        }
        if (places.stream().anyMatch(place -> place.kind() == Kind.MASK)) {
            throw new Mistake(span, say("the entries that a mask picks are read only where they are written as well"));
        }
        return part(x, places, span);
    }

    private Expr part(Expr x, List<Place> places, Span span) {
        List<Expr.IndexItem> written = new ArrayList<>();
        for (Place place : places) {
            switch (place.kind()) {
                case RANGE -> written.add(new Expr.Slice(place.start(), place.stop(), place.step()));
                case NEW -> written.add(new Expr.At(new Expr.None(span)));
                case ALL -> written.add(new Expr.Slice(Optional.empty(), Optional.empty(), Optional.empty()));
                case COMPUTED -> written.add(new Expr.At(CodeTrees.number(0, span)));
                default -> written.add(new Expr.At(place.start().orElseThrow()));
            }
        }
        Expr part = new Expr.Index(x, written, span);
        scope.node(part);
        return part;
    }

    /** The same part, whatever the variables stand for later that say which; nothing where it is a copy or not known. */
    Optional<List<Expr.IndexItem>> fixed(List<Expr.IndexItem> items) {
        List<Expr.IndexItem> fixed = new ArrayList<>();
        for (Expr.IndexItem item : items) {
            if (item instanceof Expr.At at) {
                Optional<Long> position = scope.whole(formulas.map(at.index()));
                if (position.isEmpty()) {
                    return Optional.empty();
                }
                fixed.add(
                        new Expr.At(CodeTrees.number(position.get(), at.index().span())));
            } else if (item instanceof Expr.Slice slice) {
                fixed.add(new Expr.Slice(bound(slice.start()), bound(slice.stop()), bound(slice.step())));
            } else {
                fixed.add(item);
            }
        }
        return Optional.of(fixed);
    }

    private List<Place> places(Expr x, List<Expr.IndexItem> items) {
        List<Place> places = new ArrayList<>();
        long used = items.stream()
                .filter(item -> !(item instanceof Expr.Ellipsis)
                        && !(item instanceof Expr.At at && at.index() instanceof Expr.None))
                .count();
        int rank = scope.rank(x);
        for (Expr.IndexItem item : items) {
            if (item instanceof Expr.Ellipsis) {
                for (long i = used; i < rank; i++) {
                    places.add(new Place(Kind.RANGE, Optional.empty(), Optional.empty(), Optional.empty()));
                }
            } else if (item instanceof Expr.Slice slice) {
                places.add(new Place(Kind.RANGE, bound(slice.start()), bound(slice.stop()), bound(slice.step())));
            } else {
                places.add(place(((Expr.At) item).index()));
            }
        }
        return places;
    }

    private Optional<Expr> bound(Optional<Expr> bound) {
        return bound.flatMap(
                expr -> formulas.map(expr) instanceof CodeValue.Known known && known.arg() instanceof Arg.None
                        ? Optional.empty()
                        : Optional.of(formulas.formula(expr)));
    }

    private Place place(Expr index) {
        if (index instanceof Expr.None) {
            return Place.of(Kind.NEW, index);
        }
        CodeValue value = formulas.map(index);
        if (value instanceof CodeValue.Range range) {
            boolean whole = CodeTrees.isNumber(CodeScope.literal(range.start(), index.span()), 0)
                    && CodeTrees.isNumber(CodeScope.literal(range.step(), index.span()), 1);
            if (!whole) {
                throw new Mistake(index.span(), say("a list of positions is not understood here"));
            }
            return Place.of(Kind.ALL, CodeScope.literal(range.stop(), index.span()));
        }
        Expr at = formulas.expr(value, index.span());
        if (value instanceof CodeValue.Known) {
            return Place.of(Kind.AT, at);
        } else if (formulas.isMask(at)) {
            return Place.of(Kind.MASK, at);
        } else if (isOneHot(scope.node(at))) {
            return Place.of(Kind.LABELS, at);
        } else if (scope.node(at).type().isReal()) {
            Optional<Long> whole = scope.whole(value);
            if (whole.isEmpty() && scope.rank(at) == 0 && isPosition(at)) {
                return Place.of(Kind.COMPUTED, at);
            } else if (whole.isEmpty()) {
                throw new Mistake(index.span(), say("this index is neither a position nor a mask"));
            }
            return Place.of(Kind.AT, CodeTrees.number(whole.get(), index.span()));
        }
        return Place.of(scope.rank(at) == 0 ? Kind.ENTRY : Kind.PICK, at);
    }

    private static boolean isOneHot(Node node) {
        return node.op() instanceof Leaf leaf && leaf.domain().kind() == Domain.Kind.ONEHOT && node.rank() <= 2;
    }

    /** Labels that are one-hot: 1 at the entries meant, laid out as the array that has an axis of classes. */
    private Optional<Expr> marked(Expr x, Expr labels, boolean rows, Span span) {
        Node node = scope.node(labels);
        int axis = Math.floorMod(((Leaf) node.op()).domain().axis(), node.rank());
        boolean turned = node.rank() == 2 && (axis == 1) != rows;
        Expr mark = turned ? CodeTrees.call("transpose", span, labels) : labels;
        if (!scope.node(mark).shape().sameShape(scope.node(x).shape())) {
            throw new Mistake(span, say("this index is neither a position nor a mask"));
        }
        return Optional.of(mark);
    }

    /** Whether a number is made of positions, {@code 2 * i + a} with a of {@code np.unravel_index}. */
    private boolean isPosition(Expr at) {
        return scope.find(at)
                .filter(node -> Walk.from(List.of(node)).nodes().stream()
                        .anyMatch(part -> !part.type().isReal()))
                .isPresent();
    }

    /** 1 at a position and 0 elsewhere. */
    private static Expr mark(Place place, Expr size, Span span) {
        Expr at = place.start().orElseThrow();
        if (place.kind() == Kind.ENTRY) {
            return CodeTrees.call("one_hot", span, at, size);
        }
        Expr ones = CodeTrees.call("ones", span, CodeTrees.list(List.of(size), span));
        Expr positions = CodeTrees.binary(
                BinaryOp.SUBTRACT, CodeTrees.call("cumsum", span, ones), CodeTrees.number(1, span), span);
        return CodeTrees.binary(BinaryOp.EQUAL, positions, at, span);
    }

    private boolean isSame(Expr count, Expr size) {
        Optional<Long> known = scope.whole(scope.value(count));
        return count.equals(size) || (known.isPresent() && known.equals(scope.whole(scope.value(size))));
    }

    /** For {@code x[range(N), y]} of a matrix, 1 at the entries meant and 0 elsewhere. */
    private Optional<Expr> pair(Expr x, List<Place> places, Span span) {
        List<Kind> kinds = places.stream().map(Place::kind).toList();
        boolean pairs = kinds.size() == 2
                && scope.rank(x) == 2
                && kinds.contains(Kind.ALL)
                && (kinds.contains(Kind.PICK) || kinds.contains(Kind.LABELS));
        if (kinds.equals(List.of(Kind.LABELS)) && scope.rank(x) == 1) {
            return marked(x, places.get(0).start().orElseThrow(), true, span);
        } else if (!pairs && kinds.contains(Kind.LABELS)) {
            throw new Mistake(span, say("this index is neither a position nor a mask"));
        } else if (!pairs) {
            if (places.stream().anyMatch(place -> place.kind() == Kind.ALL)) {
                throw new Mistake(span, say("a list of positions is not understood here"));
            }
            return Optional.empty();
        }
        boolean rows = places.get(0).kind() == Kind.ALL;
        Expr labels = places.get(rows ? 1 : 0).start().orElseThrow();
        Expr count = places.get(rows ? 0 : 1).start().orElseThrow();
        if (!isSame(count, scope.size(x, rows ? 0 : 1))) {
            throw new Mistake(span, say("a list of positions is not understood here"));
        }
        if (kinds.contains(Kind.LABELS)) {
            return marked(x, labels, rows, span);
        }
        List<Expr> arguments = List.of(labels, scope.size(x, rows ? 1 : 0));
        return Optional.of(
                rows
                        ? CodeTrees.call("one_hot", span, arguments)
                        : CodeTrees.call("one_hot", span, arguments, CodeTrees.axis(0, span)));
    }

    /**
     * The array with something else at a place.
     *
     * @param op with what the old entries are combined, empty where they are replaced
     */
    Expr written(Expr x, List<Expr.IndexItem> items, String op, Expr rawValue, Span span) {
        List<Place> places = places(x, items);
        if (places.size() == 1 && places.get(0).kind() == Kind.MASK) {
            return masked(
                    x, ((Expr.At) items.get(0)).index(), places.get(0).start().orElseThrow(), op, rawValue, span);
        }
        Expr value = formulas.formula(rawValue);
        Optional<Expr> oneHot = pair(x, places, span);
        if (oneHot.isPresent()) {
            int axis = places.get(0).kind() == Kind.ALL ? 1 : 0;
            Expr there = scope.rank(value) == 0
                    ? value
                    : CodeTrees.call("expand_dims", span, value, CodeTrees.number(axis, span));
            boolean adds = op.equals("+") || op.equals("-");
            return adds
                    ? CodeTrees.binary(
                            formulas.operator(op, span),
                            x,
                            CodeTrees.isNumber(there, 1)
                                    ? oneHot.get()
                                    : CodeTrees.binary(BinaryOp.MULTIPLY, oneHot.get(), there, span),
                            span)
                    : CodeTrees.call(
                            "where", span, oneHot.get(), op.isEmpty() ? there : formulas.binary(op, x, there, span), x);
        }
        if (places.stream()
                .anyMatch(
                        place -> place.kind() == Kind.MASK || place.kind() == Kind.PICK || place.kind() == Kind.NEW)) {
            throw new Mistake(span, say("writing to such a part of an array is not understood"));
        }
        return placed(x, places, op, value, items, span);
    }

    /** {@code x[mask] = f(y[mask])}: the same entries on both sides, or numbers. */
    private Expr masked(Expr x, Expr rawMask, Expr mask, String op, Expr rawValue, Span span) {
        Expr value = formulas.formula(formulas.withoutMask(rawValue, rawMask));
        if (scope.rank(mask) != scope.rank(x)) {
            throw new Mistake(span, say("a mask for some axes of an array is not understood"));
        } else if (scope.rank(value) != 0
                && value.equals(formulas.find(rawValue).orElse(null))) {
            throw new Mistake(span, say("writing a list of values through a mask is not understood"));
        }
        Expr there = op.isEmpty() ? value : formulas.binary(op, x, value, span);
        return CodeTrees.call("where", span, mask, there, x);
    }

    private Expr placed(Expr x, List<Place> places, String op, Expr value, List<Expr.IndexItem> items, Span span) {
        boolean computed = places.stream().anyMatch(place -> place.kind() == Kind.COMPUTED);
        boolean changes = !op.isEmpty() && !op.equals("+") && !op.equals("-");
        // of a position that is computed only the shape is of use
        Expr part = computed && !changes ? part(x, places, span) : read(x, items, span);
        List<Expr> shape = scope.shape(part);
        boolean single = shape.isEmpty()
                && scope.rank(value) > 0
                && scope.shape(value).stream().allMatch(size -> CodeTrees.isNumber(size, 1));
        if (single) {
            Expr number = CodeTrees.call("reshape", span, value, new Expr.ListOf(List.of(), span));
            return placed(x, places, op, number, items, span);
        } else if (scope.rank(value) > shape.size()) {
            throw new Mistake(
                    span,
                    say(
                            "shape {0} does not fit into {1}",
                            scope.node(value).shape(), scope.node(part).shape()),
                    true);
        }
        boolean adds = op.equals("+") || op.equals("-");
        boolean whole = places.stream().allMatch(Place::isWhole);
        Expr there = op.isEmpty() || adds ? value : formulas.binary(op, part, value, span);
        Expr full = scope.node(there).shape().sameShape(scope.node(part).shape())
                ? there
                : CodeTrees.call("broadcast_to", span, there, CodeTrees.list(shape, span));
        if (!shape.isEmpty() && full != there) {
            scope.node(full);
        }
        if (whole) {
            return adds ? formulas.binary(op, x, value, span) : full;
        }
        Expr spread = spread(x, places, full, span);
        if (adds) {
            return formulas.binary(op, x, spread, span);
        }
        Expr ones =
                shape.isEmpty() ? CodeTrees.number(1, span) : CodeTrees.call("ones", span, CodeTrees.list(shape, span));
        return CodeTrees.call("where", span, spread(x, places, ones, span), spread, x);
    }

    /** A part of an array at its place, and zeros elsewhere. */
    private Expr spread(Expr x, List<Place> places, Expr part, Span span) {
        List<Expr> inserted = new ArrayList<>();
        for (int axis = 0; axis < places.size(); axis++) {
            if (places.get(axis).kind() != Kind.RANGE) {
                inserted.add(CodeTrees.number(axis, span));
            }
        }
        Expr spread = part;
        if (!inserted.isEmpty()) {
            Expr axes = inserted.size() == 1 ? inserted.get(0) : CodeTrees.list(inserted, span);
            spread = CodeTrees.call("expand_dims", span, part, axes);
        }
        int rank = scope.rank(x);
        for (int axis = 0; axis < places.size(); axis++) {
            Place place = places.get(axis);
            if (place.isWhole()) {
                continue;
            }
            Expr size = scope.size(x, axis);
            if (place.kind() == Kind.ENTRY || place.kind() == Kind.COMPUTED) {
                List<Expr> shape = new ArrayList<>();
                for (int i = 0; i < rank; i++) {
                    shape.add(i == axis ? size : CodeTrees.number(1, span));
                }
                Expr mark = mark(place, size, span);
                Expr shaped = rank == 1 ? mark : CodeTrees.call("reshape", span, mark, CodeTrees.list(shape, span));
                spread = CodeTrees.binary(BinaryOp.MULTIPLY, spread, shaped, span);
            } else {
                List<Expr.Keyword> keywords = new ArrayList<>();
                Expr start =
                        place.start().map(from -> fromFront(from, size, span)).orElse(CodeTrees.number(0, span));
                if (!CodeTrees.isNumber(start, 0)) {
                    keywords.add(CodeTrees.keyword("start", start));
                }
                place.step().ifPresent(step -> keywords.add(CodeTrees.keyword("step", step)));
                spread = CodeTrees.call(
                        "unslice",
                        span,
                        List.of(spread, CodeTrees.number(axis, span), size),
                        keywords.toArray(Expr.Keyword[]::new));
            }
        }
        return spread;
    }

    private Expr fromFront(Expr position, Expr size, Span span) {
        boolean fromEnd = position instanceof Expr.Negate;
        CodeValue value = fromEnd
                ? scope.value(CodeTrees.binary(BinaryOp.ADD, size, position, span))
                : new CodeValue.Formula(position);
        if (fromEnd && value instanceof CodeValue.Formula) {
            value = scope.value(CodeTrees.binary(BinaryOp.SUBTRACT, size, ((Expr.Negate) position).operand(), span));
        }
        return formulas.expr(value, span);
    }
}
