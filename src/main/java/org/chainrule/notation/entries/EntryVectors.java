package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
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

    /** What a term is. */
    private enum Kind {
        NUMBER,
        COLUMN,
        ROW,
        MATRIX
    }

    /** A term with a letter for each axis: ↓ for those of columns and matrices, → for those of rows and matrices. */
    private record Part(Kind kind, EntryTerm term) {}

    private final String text;
    private final Function<EntryTerm.Entry, Optional<Node>> nodes;
    private final Map<String, Dim> sizes = new HashMap<>();
    private int fresh;

    /**
     * @param nodes what a name stands for, if that has axes
     * @param terms both sides of a formula
     */
    EntryVectors(String text, Function<EntryTerm.Entry, Optional<Node>> nodes, EntryTerm... terms) {
        this.text = text;
        this.nodes = nodes;
        Map<String, Set<Dim>> possible = new HashMap<>();
        for (EntryTerm term : terms) {
            for (EntryTerm part : EntryWriter.parts(term)) {
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
            if (dims.size() == 1) {
                sizes.putIfAbsent(letter, dims.iterator().next());
            }
        });
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
        boolean down = left.letters().contains(DOWN);
        Kind wanted = down ? left.letters().contains(ALONG) ? Kind.MATRIX : Kind.COLUMN : Kind.NUMBER;
        if (part.kind() != wanted) {
            throw unfit(term.span());
        }
        return part.term();
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
                || (entry.letters().size() == 1
                        && found.get().rank() == 2
                        && found.get().shape().dims().stream().anyMatch(dim -> dim.isOne()));
        if (number) {
            return new Part(Kind.NUMBER, entry);
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
            own.addAll(left == 1 ? List.of(DOWN) : List.of(DOWN, ALONG));
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
        Kind kind = left == 2 ? Kind.MATRIX : Kind.COLUMN;
        return new Part(kind, new EntryTerm.Entry(entry.name(), own, Optional.empty(), entry.span()));
    }

    private Part of(EntryTerm term) {
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
        Map<EntryTerm, Part> inside = new HashMap<>();
        EntryTerm whole = term.mapped(part -> {
            Part read = of(part);
            inside.put(part, read);
            return read.term();
        });
        List<Kind> kinds = inside.values().stream().map(Part::kind).distinct().toList();
        boolean entrywise = term instanceof EntryTerm.Sum
                || term instanceof EntryTerm.Minus
                || (term instanceof EntryTerm.Apply apply && !apply.function().equals("abs"));
        boolean numbers = kinds.stream().allMatch(kind -> kind == Kind.NUMBER);
        if (!numbers && !(entrywise && kinds.size() == 1)) {
            throw unfit(term.span());
        }
        return new Part(numbers ? Kind.NUMBER : kinds.get(0), whole);
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
        String sign = text.substring(
                Math.min(text.length(), two.operator().start()),
                Math.min(text.length(), two.operator().end()));
        boolean numbers = left.kind() == Kind.NUMBER && right.kind() == Kind.NUMBER;
        boolean sum = two.op() == BinaryOp.ADD || two.op() == BinaryOp.SUBTRACT;
        if (numbers || (left.kind() == right.kind() && (sum || ENTRYWISE.contains(sign)))) {
            return new Part(left.kind(), with(two, left.term(), right.term()));
        } else if (right.kind() == Kind.NUMBER
                && (two.op() == BinaryOp.DIVIDE
                        || (two.right() instanceof EntryTerm.Num
                                && left.kind() != Kind.MATRIX
                                && two.op() != BinaryOp.MULTIPLY))) {
            // 1 - a², entry by entry
            return new Part(left.kind(), with(two, left.term(), right.term()));
        } else if (sum && two.left() instanceof EntryTerm.Num && right.kind() != Kind.MATRIX) {
            return new Part(right.kind(), with(two, left.term(), right.term()));
        } else if (two.op() != BinaryOp.MULTIPLY) {
            throw unfit(two.span());
        } else if (left.kind() == Kind.NUMBER || right.kind() == Kind.NUMBER) {
            return new Part(
                    left.kind() == Kind.NUMBER ? right.kind() : left.kind(), with(two, left.term(), right.term()));
        } else if (left.kind() == Kind.COLUMN && right.kind() == Kind.ROW) {
            return new Part(Kind.MATRIX, with(two, left.term(), right.term()));
        }
        boolean dot = left.kind() == Kind.COLUMN && right.kind() == Kind.COLUMN && DOTS.contains(sign);
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
        }
        return term.mapped(part -> renamed(part, letter, other));
    }
}
