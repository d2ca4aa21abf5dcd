package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;

/**
 * Formulas in which an index stands below vectors, {@code \sum_i r_{ik} (x_i - \mu_k)} and {@code \sigma(w^T x_i + b)}: a name with
 * fewer letters than axes is a vector or a matrix, and gets a letter for each axis that is left. So everything is a number again.
 */
final class EntryVectors {
    private static final Set<String> ENTRYWISE = Set.of("\\odot", "\\ast", "⊙", "*");
    private static final Set<String> DOTS = Set.of("\\cdot", "·", "⋅");
    /** The letters of what has no letter of its own. */
    private static final String DOWN = "↓";

    private static final String ALONG = "→";
    private static final List<String> AXES = List.of(DOWN, ALONG);

    /** What a term is. */
    enum Kind {
        NUMBER,
        COLUMN,
        ROW,
        MATRIX
    }

    /** A term with a letter for each axis: ↓ for those of columns and matrices, → for those of rows and matrices. */
    record Part(Kind kind, EntryTerm term) {
        /** The letters of the axes it has: of a column, of a row, of a matrix. */
        List<String> letters() {
            return free(kind);
        }

        boolean isRow() {
            return kind == Kind.ROW;
        }
    }

    private final String text;
    private final Function<EntryTerm.Entry, Optional<Node>> nodes;
    private final Map<String, Dim> sizes = new HashMap<>();
    private final Map<String, List<Dim>> open = new TreeMap<>();
    private int fresh;

    /**
     * @param nodes what a name stands for, if that has axes
     * @param counted whether a letter counts one of several sizes
     * @param terms both sides of a formula
     */
    EntryVectors(
            String text,
            Function<EntryTerm.Entry, Optional<Node>> nodes,
            BiPredicate<String, Dim> counted,
            EntryTerm... terms) {
        this.text = text;
        this.nodes = nodes;
        Map<String, Set<Dim>> possible = new HashMap<>();
        for (EntryTerm term : terms) {
            for (EntryTerm part : EntryTerm.parts(term)) {
                LabelLetters.count(part, sizes);
                if (part instanceof EntryTerm.Entry entry) {
                    List<String> letters = letters(entry);
                    nodes.apply(entry)
                            .filter(node ->
                                    letters.size() == 1 || entry.sample().isEmpty())
                            .ifPresent(node -> note(letters, node.shape().dims(), possible));
                }
            }
        }
        // z_i of Z and x_i of X: i counts what both have
        possible.forEach((letter, dims) -> {
            List<Dim> left = dims.stream()
                    .filter(dim -> dims.size() == 1 || counted.test(letter, dim))
                    .toList();
            if (left.size() == 1 && !sizes.containsKey(letter)) {
                sizes.putIfAbsent(letter, left.get(0));
            } else if (!sizes.containsKey(letter)) {
                open.put(letter, List.copyOf(dims));
            }
        });
    }

    /** The letters of which it is not known what they count, with the sizes that each may count. */
    Map<String, List<Dim>> open() {
        return open;
    }

    private void note(List<String> letters, List<Dim> dims, Map<String, Set<Dim>> possible) {
        if (dims.size() == letters.size()) {
            for (int axis = 0; axis < letters.size(); axis++) {
                sizes.putIfAbsent(letters.get(axis), dims.get(axis));
            }
        } else if (letters.size() == 1) {
            possible.computeIfAbsent(letters.get(0), letter -> new LinkedHashSet<>(dims))
                    .retainAll(dims);
        }
    }

    private static List<String> letters(EntryTerm.Entry entry) {
        List<String> letters = new ArrayList<>(entry.letters());
        entry.sample().ifPresent(letters::add);
        return letters;
    }

    /** A name of a left side with all its letters. */
    EntryTerm.Entry left(EntryTerm.Entry entry) {
        return (EntryTerm.Entry) entry(entry).term();
    }

    /**
     * A right side with all its letters.
     *
     * @param left the left side, with its letters
     */
    EntryTerm right(EntryTerm term, EntryTerm.Entry left) {
        Part part = of(term);
        boolean row = part.kind() == Kind.ROW
                && nodes.apply(left).filter(node -> node.rank() == 1).isPresent();
        // a vector of one axis is a column as well as a row
        part = row ? turned(part) : part;
        if (!free(part.kind())
                .equals(left.letters().stream().filter(AXES::contains).toList())) {
            throw unfit(term.span());
        }
        return part.term();
    }

    private static List<String> free(Kind kind) {
        return switch (kind) {
            case NUMBER -> List.of();
            case COLUMN -> List.of(DOWN);
            case ROW -> List.of(ALONG);
            case MATRIX -> AXES;
        };
    }

    private static Mistake unfit(Span span) {
        return new Mistake(span, say("numbers, vectors and matrices do not fit each other here"));
    }

    private Part entry(EntryTerm.Entry entry) {
        Optional<Node> found = nodes.apply(entry);
        List<String> own = letters(entry);
        boolean number = found.isEmpty()
                || (found.get().rank() == entry.letters().size()
                        && entry.sample().isEmpty())
                || (own.size() == 1
                        && found.get().rank() == 2
                        && found.get().shape().dims().stream().anyMatch(dim -> dim.isOne()));
        if (number) {
            boolean written =
                    found.isEmpty() || entry.letters().size() == found.get().rank();
            return new Part(
                    Kind.NUMBER,
                    written ? entry : new EntryTerm.Entry(entry.name(), own, Optional.empty(), entry.span()));
        }
        Node node = found.get();
        int left = node.rank() - own.size();
        if (left < 0 || left > 2 || node.rank() > 2) {
            throw unfit(entry.span());
        } else if (left == 0) {
            // which of two letters counts samples is found out later
            return new Part(
                    Kind.NUMBER,
                    own.size() > 1 ? entry : new EntryTerm.Entry(entry.name(), own, Optional.empty(), entry.span()));
        } else if (own.isEmpty()) {
            Kind kind = whole(node);
            // the axis of one entry needs no letter
            List<String> letters = kind == Kind.NUMBER ? List.of("1", "1") : free(kind);
            return new Part(kind, new EntryTerm.Entry(entry.name(), letters, Optional.empty(), entry.span()));
        } else {
            Dim known = sizes.get(own.get(0));
            List<Integer> axes = new ArrayList<>();
            for (int axis = 0; axis < 2; axis++) {
                if (known == null || known.sameSize(node.shape().dim(axis))) {
                    axes.add(axis);
                }
            }
            if (axes.size() != 1) {
                throw new Mistake(
                        entry.span(),
                        say("whether `{0}` counts rows or columns of {1} is not known", own.get(0), entry.name()));
            }
            own.add(1 - axes.get(0), DOWN);
        }
        return new Part(Kind.COLUMN, new EntryTerm.Entry(entry.name(), own, Optional.empty(), entry.span()));
    }

    /** What a name without letters is. */
    private static Kind whole(Node node) {
        boolean oneRow = node.rank() == 2 && node.shape().dim(0).isOne();
        boolean oneColumn = node.rank() == 1 || node.shape().dim(1).isOne();
        return oneRow ? oneColumn ? Kind.NUMBER : Kind.ROW : oneColumn ? Kind.COLUMN : Kind.MATRIX;
    }

    /** A term with all its letters, and those of its own axes. */
    Part of(EntryTerm term) {
        if (term instanceof EntryTerm.Entry entry) {
            return entry(entry);
        } else if (term instanceof EntryTerm.Turned turned) {
            return turned(of(turned.of()));
        } else if (term instanceof EntryTerm.Two two) {
            return two(two, of(two.left()), of(two.right()));
        } else if (term instanceof EntryTerm.Ratio ratio) {
            Part by = entry(ratio.by());
            if (entry(ratio.of()).kind() != Kind.NUMBER || ratio.again().isPresent()) {
                throw unfit(term.span());
            }
            return new Part(by.kind(), new EntryTerm.Ratio(ratio.of(), (EntryTerm.Entry) by.term(), ratio.span()));
        }
        if (term instanceof EntryTerm.Apply length && length.function().equals("abs")) {
            return length(length, of(length.arguments().get(0)));
        }
        Map<EntryTerm, Part> inside = new HashMap<>();
        EntryTerm whole = term.mapped(part -> {
            Part read = of(part);
            inside.put(part, read);
            return read.term();
        });
        List<Kind> kinds = inside.values().stream().map(Part::kind).distinct().toList();
        boolean entrywise =
                term instanceof EntryTerm.Sum || term instanceof EntryTerm.Minus || term instanceof EntryTerm.Apply;
        boolean numbers = kinds.stream().allMatch(kind -> kind == Kind.NUMBER);
        if (!numbers && !(entrywise && kinds.size() == 1)) {
            throw unfit(term.span());
        }
        return new Part(numbers ? Kind.NUMBER : kinds.get(0), whole);
    }

    /** The length of a vector, or the size of a number. */
    private Part length(EntryTerm.Apply bars, Part of) {
        Span span = bars.span();
        if (of.kind() == Kind.NUMBER) {
            return new Part(Kind.NUMBER, new EntryTerm.Apply("abs", List.of(of.term()), span));
        } else if (of.kind() == Kind.MATRIX && bars.arguments().get(0) instanceof EntryTerm.Entry whole) {
            return new Part(Kind.NUMBER, applied("det", whole, List.of(), span));
        } else if (of.kind() == Kind.MATRIX) {
            throw unfit(span);
        }
        String letter = "·" + fresh++;
        EntryTerm entry = renamed(of.term(), free(of.kind()).get(0), letter);
        EntryTerm square = new EntryTerm.Two(BinaryOp.POWER, entry, new EntryTerm.Num(2, span), span, span);
        EntryTerm sum = new EntryTerm.Sum(List.of(letter), square, span);
        return new Part(Kind.NUMBER, new EntryTerm.Apply("sqrt", List.of(sum), span));
    }

    /** {@code S^{-1}}, a matrix by another name. */
    private static Optional<Part> inverse(EntryTerm.Two power, Part base) {
        boolean inverse = power.op() == BinaryOp.POWER
                && base.kind() == Kind.MATRIX
                && power.left() instanceof EntryTerm.Entry entry
                && entry.letters().isEmpty()
                && power.right() instanceof EntryTerm.Minus minus
                && minus.of() instanceof EntryTerm.Num one
                && one.value() == 1;
        if (!inverse) {
            return Optional.empty();
        }
        return Optional.of(new Part(Kind.MATRIX, applied("inv", (EntryTerm.Entry) power.left(), AXES, power.span())));
    }

    /** A function of a matrix by its name. */
    private static EntryTerm applied(String function, EntryTerm.Entry of, List<String> letters, Span span) {
        Expr name = new Expr.Name(of.name(), of.span());
        return new EntryTerm.Whole(new Expr.Call(function, span, List.of(name), List.of(), span), letters, span);
    }

    private static Part turned(Part part) {
        return switch (part.kind()) {
            case NUMBER -> part;
            case COLUMN -> new Part(Kind.ROW, renamed(part.term(), DOWN, ALONG));
            case ROW -> new Part(Kind.COLUMN, renamed(part.term(), ALONG, DOWN));
            case MATRIX -> {
                EntryTerm down = renamed(part.term(), DOWN, "↔");
                yield new Part(Kind.MATRIX, renamed(renamed(down, ALONG, DOWN), "↔", ALONG));
            }
        };
    }

    private Part two(EntryTerm.Two two, Part left, Part right) {
        Optional<Part> inverse = inverse(two, left);
        if (inverse.isPresent()) {
            return inverse.get();
        }
        String sign = text.substring(
                Math.min(text.length(), two.operator().start()),
                Math.min(text.length(), two.operator().end()));
        boolean numbers = left.kind() == Kind.NUMBER && right.kind() == Kind.NUMBER;
        boolean sum = two.op() == BinaryOp.ADD || two.op() == BinaryOp.SUBTRACT;
        if (numbers || (left.kind() == right.kind() && (sum || ENTRYWISE.contains(sign)))) {
            return new Part(left.kind(), with(two, left.term(), right.term()));
        } else if (right.kind() == Kind.NUMBER
                && (two.op() == BinaryOp.DIVIDE
                        || (!EntryTerm.hasLetters(two.right())
                                && left.kind() != Kind.MATRIX
                                && two.op() != BinaryOp.MULTIPLY))) {
            // 1 - a², entry by entry
            return new Part(left.kind(), with(two, left.term(), right.term()));
        } else if (sum
                && left.kind() == Kind.NUMBER
                && !EntryTerm.hasLetters(two.left())
                && right.kind() != Kind.MATRIX) {
            return new Part(right.kind(), with(two, left.term(), right.term()));
        } else if (two.op() != BinaryOp.MULTIPLY) {
            throw unfit(two.span());
        } else if (left.kind() == Kind.NUMBER || right.kind() == Kind.NUMBER) {
            return new Part(
                    left.kind() == Kind.NUMBER ? right.kind() : left.kind(), with(two, left.term(), right.term()));
        } else if (left.kind() == Kind.COLUMN && right.kind() == Kind.ROW) {
            return new Part(Kind.MATRIX, with(two, left.term(), right.term()));
        }
        // W_i v, with row i of W
        boolean row = two.left() instanceof EntryTerm.Entry of
                && of.letters().size() == 1
                && Character.isUpperCase(of.name().charAt(0));
        boolean dot = left.kind() == Kind.COLUMN && right.kind() == Kind.COLUMN && (row || DOTS.contains(sign));
        boolean rows = dot || left.kind() == Kind.ROW || left.kind() == Kind.MATRIX;
        boolean columns = right.kind() == Kind.COLUMN || right.kind() == Kind.MATRIX;
        if (!rows || !columns) {
            throw unfit(two.span());
        }
        String letter = "·" + fresh++;
        EntryTerm first = renamed(left.term(), dot ? DOWN : ALONG, letter);
        EntryTerm second = renamed(right.term(), DOWN, letter);
        boolean down = left.kind() == Kind.MATRIX;
        boolean along = right.kind() == Kind.MATRIX;
        return new Part(
                down ? along ? Kind.MATRIX : Kind.COLUMN : along ? Kind.ROW : Kind.NUMBER,
                new EntryTerm.Sum(List.of(letter), with(two, first, second), two.span()));
    }

    private static EntryTerm with(EntryTerm.Two two, EntryTerm left, EntryTerm right) {
        return new EntryTerm.Two(two.op(), left, right, two.operator(), two.span());
    }

    private static EntryTerm renamed(EntryTerm term, String letter, String other) {
        UnaryOperator<List<String>> names = letters ->
                letters.stream().map(own -> own.equals(letter) ? other : own).toList();
        if (term instanceof EntryTerm.Entry entry) {
            return new EntryTerm.Entry(entry.name(), names.apply(entry.letters()), entry.sample(), entry.span());
        } else if (term instanceof EntryTerm.Whole whole) {
            return new EntryTerm.Whole(whole.of(), names.apply(whole.letters()), whole.span());
        }
        return term.mapped(part -> renamed(part, letter, other));
    }
}
