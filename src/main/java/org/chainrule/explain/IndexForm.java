package org.chainrule.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.notation.model.Formula;
import org.chainrule.tensor.Dim;

/**
 * One line in index form: what an entry is, as a sum over letters, or written out term by term. Letters start from 1, as in
 * mathematics. A stack machine over the graph; entries that are met twice are written once.
 */
final class IndexForm {
    private static final List<String> ALPHABET = List.of("i j k l p q r s u v a b c d e f g h".split(" "));
    /** A sum of more terms keeps its sign. */
    private static final int MOST_TERMS = 16;

    /** A longer piece becomes a line of its own. */
    private static final int LONGEST = 4000;

    private final Naming naming;
    private final boolean entries;
    private final List<String> alphabet;
    private final Map<String, Dim> ranges = new LinkedHashMap<>();
    private final IndexPlans plans = new IndexPlans(this);
    private final Map<EntryAt, IndexText> known = new HashMap<>();
    /** Pieces too long for the line, each under the name that stands for it there. */
    private final List<Part> parts = new ArrayList<>();

    /** What is met at positions outside its shape, where it is 0. */
    private final Set<Node> padded = new LinkedHashSet<>();

    /** @param entries whether sums are written out where the size is known and small */
    IndexForm(Naming naming, boolean entries) {
        this.naming = naming;
        this.entries = entries;
        this.alphabet =
                ALPHABET.stream().filter(letter -> !naming.isTaken(letter)).toList();
    }

    private record Frame(EntryAt at, EntryPlan plan) {}

    /** A piece of a line that has a line of its own, above it. */
    record Part(IndexText left, IndexText right) {}

    /** The lines that the last one needs, in their order. */
    List<Part> parts() {
        return parts;
    }

    /** Free letters for the axes of a shape, in order; an axis of size 1 has no letter. */
    List<IndexPosition> free(Node node) {
        return free(node, new TreeSet<>());
    }

    /**
     * Free letters beside others.
     *
     * @param scope the others; the new ones are added
     */
    List<IndexPosition> free(Node node, Set<String> scope) {
        List<IndexPosition> index = new ArrayList<>();
        for (Dim dim : node.shape().dims()) {
            if (dim.isOne()) {
                index.add(IndexPosition.FIRST);
            } else {
                String letter = fresh(scope, dim);
                scope.add(letter);
                index.add(IndexPosition.letter(letter));
            }
        }
        return index;
    }

    /** What an entry of a node is, even when the node has a name. */
    IndexText entry(Node root, List<IndexPosition> index) {
        EntryAt start = EntryAt.start(root, index);
        return entry(start, plans.plan(start));
    }

    /** An entry as it stands in a formula: by its name if it has one. */
    IndexText part(EntryAt at) {
        Optional<EntryPlan> plan = plan(at);
        return plan.isEmpty() ? whole(at) : entry(at, plan);
    }

    private IndexText entry(EntryAt start, Optional<EntryPlan> how) {
        how.ifPresent(plan -> run(new Frame(start, plan)));
        IndexText piece = known.get(start);
        return piece != null ? piece : start.node().isLeaf() ? whole(start) : call(start);
    }

    private void run(Frame root) {
        Deque<Frame> stack = new ArrayDeque<>(List.of(root));
        while (!stack.isEmpty()) {
            Frame top = stack.element();
            List<IndexText> pieces = new ArrayList<>();
            for (EntryAt part : top.plan.parts()) {
                IndexText piece = known.get(part);
                if (piece == null) {
                    Optional<EntryPlan> plan = plan(part);
                    if (plan.isPresent()) {
                        stack.push(new Frame(part, plan.get()));
                        break;
                    }
                    piece = whole(part);
                    known.put(part, piece);
                }
                pieces.add(piece);
            }
            if (pieces.size() == top.plan.parts().size()) {
                stack.pop();
                IndexText piece = top.plan.join().apply(pieces);
                boolean apart = top != root && piece.text().length() > LONGEST;
                known.put(top.at, apart ? apart(top.at, piece) : piece);
            }
        }
    }

    private IndexText apart(EntryAt at, IndexText piece) {
        IndexText left = named(naming.numbered("t"), at);
        parts.add(new Part(left, piece));
        return left;
    }

    /** How a part is written out; empty for what has a name, and for a whole with entries that are not there. */
    private Optional<EntryPlan> plan(EntryAt at) {
        return isName(at.node()) || !at.isInside(this) ? Optional.empty() : plans.plan(at);
    }

    /** The entry of a named node, {@code W1[i,k]}, or that of an op that has no index form, {@code inv(A)[i,j]}. */
    private IndexText whole(EntryAt at) {
        IndexText piece = isName(at.node()) ? named(naming.apply(at.node()), at) : call(at);
        if (!at.isInside(this)) {
            padded.add(at.node());
        }
        return piece;
    }

    /** True for what is written by its name: its entries outside its shape are 0 by agreement. */
    boolean isName(Node node) {
        return node.op() instanceof Leaf || naming.has(node);
    }

    /**
     * True when a position is one of an axis, wherever its letters stand.
     *
     * @param more how far letters go that are not yet those of the line
     */
    boolean isWithin(IndexPosition position, Dim axis, Map<String, Dim> more) {
        return position.isWithin(axis, letter -> {
            Dim range = more.get(letter);
            return range != null ? range : Objects.requireNonNull(ranges.get(letter), letter);
        });
    }

    /** True when it stands for the whole node, entry by entry: letters that run over its axes. */
    boolean isWhole(EntryAt at) {
        return at.written().stream().allMatch(position -> {
            Dim range = ranges.get(position.text());
            return range != null && at.runsOver(position, range);
        });
    }

    /** The left-hand side of the line for a node. */
    IndexText left(String name, Node node, List<IndexPosition> index) {
        return named(name, new EntryAt(node, index, Set.of()));
    }

    private static IndexText named(String name, EntryAt at) {
        return IndexText.atom(name + brackets(at), subscripted(LatexName.of(name), at));
    }

    private static String subscripted(String latex, EntryAt at) {
        List<String> written = at.written().stream().map(IndexPosition::latex).toList();
        if (written.isEmpty()) {
            return latex;
        }
        boolean symbol = latex.codePointCount(0, latex.length()) == 1 || latex.matches("\\\\[a-zA-Z]+");
        boolean tight = written.stream().allMatch(letter -> letter.length() == 1);
        String subscript = String.join(tight ? "" : ",", written);
        return (symbol ? latex : "\\left(" + latex + "\\right)") + "_{" + subscript + "}";
    }

    /** The entry of an op that has no index form: {@code det(A)}, {@code inv(A)[i,j]}. */
    private IndexText call(EntryAt at) {
        Node node = at.node();
        String text = Formula.text(node, naming);
        boolean atom = node.op().spelling().precedence() >= Spelling.POSTFIX;
        String latex = Formula.latex(node, naming);
        boolean scalar = at.written().isEmpty();
        return IndexText.atom(
                (atom ? text : "(" + text + ")") + brackets(at),
                scalar ? "\\left(" + latex + "\\right)" : subscripted("\\left[" + latex + "\\right]", at));
    }

    private static String brackets(EntryAt at) {
        return at.written().isEmpty()
                ? ""
                : at.written().stream().map(IndexPosition::text).collect(Collectors.joining(",", "[", "]"));
    }

    /** A letter that is not in use in a scope, and stands for no other size elsewhere in the line. */
    String fresh(Set<String> scope, Dim size) {
        for (int round = 0; ; round++) {
            for (String letter : alphabet) {
                String name = round == 0 ? letter : letter + round;
                Dim range = ranges.get(name);
                if (!scope.contains(name) && (range == null || range.sameSize(size))) {
                    ranges.put(name, size);
                    return name;
                }
            }
        }
    }

    /** The positions that are to be written out, one by one; empty for a sum sign. */
    List<IndexPosition> values(Dim size) {
        boolean out = entries && size.isKnown() && size.size() <= MOST_TERMS && size.size() > 0;
        return out ? numbers(size) : List.of();
    }

    static List<IndexPosition> numbers(Dim size) {
        return LongStream.rangeClosed(1, size.size())
                .mapToObj(IndexPosition::at)
                .toList();
    }

    /** Takes all other letters out of use. */
    void keep(Set<String> letters) {
        ranges.keySet().retainAll(letters);
    }

    /** How far each letter goes: {@code i = 1..h, j = 1..m}, and what is 0 outside its shape; empty when there is neither. */
    String legend() {
        List<String> legend = new ArrayList<>();
        ranges.forEach((letter, size) -> legend.add(letter + " = 1.." + size));
        padded.forEach(
                node -> legend.add((isName(node) ? naming.apply(node) : Formula.text(node, naming)) + " = 0 outside"));
        return String.join(", ", legend);
    }

    /** The ranges of some letters in LaTeX, and what is 0 outside its shape. */
    String latexLegend(List<IndexPosition> letters) {
        List<String> legend = new ArrayList<>();
        for (IndexPosition letter : letters) {
            Dim range = ranges.get(letter.text());
            if (range != null) {
                legend.add(letter.latex() + " = 1, \\ldots, " + range.toString().replace("*", " "));
            }
        }
        padded.forEach(
                node -> legend.add((isName(node) ? LatexName.of(naming.apply(node)) : Formula.latex(node, naming))
                        + " = 0 \\text{ outside}"));
        return String.join(",\\; ", legend);
    }
}
