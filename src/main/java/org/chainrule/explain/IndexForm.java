package org.chainrule.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.notation.model.Formula;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * One line in index form: what an entry is, as a sum over letters, or written out term by term. Letters start from 1, as in
 * mathematics. A stack machine over the graph; entries that are met twice are written once.
 */
final class IndexForm implements IndexSums.Letters {
    private static final List<String> ALPHABET = List.of("i j k l p q r s u v a b c d e f g h".split(" "));
    /** A sum of more terms keeps its sign. */
    private static final int MOST_TERMS = 16;

    private static final int LONGEST = 4000;

    private final Naming naming;
    private final boolean entries;
    private final List<String> alphabet;
    private final Map<String, Dim> ranges = new LinkedHashMap<>();
    private final IndexRules rules = new IndexRules(this);
    private final Map<EntryAt, IndexText> known = new HashMap<>();

    /** @param entries whether sums are written out where the size is known and small */
    IndexForm(Naming naming, boolean entries) {
        this.naming = naming;
        this.entries = entries;
        this.alphabet =
                ALPHABET.stream().filter(letter -> !naming.isTaken(letter)).toList();
    }

    private static final class Frame {
        final EntryAt at;
        final EntryPlan plan;

        Frame(EntryAt at, EntryPlan plan) {
            this.at = at;
            this.plan = plan;
        }
    }

    /** Free letters for the axes of a shape, in order; an axis of size 1 has no letter. */
    List<String> free(Node node) {
        return free(node, new TreeSet<>());
    }

    /**
     * Free letters beside others.
     *
     * @param scope the others; the new ones are added
     */
    List<String> free(Node node, Set<String> scope) {
        List<String> index = new ArrayList<>();
        for (Dim dim : node.shape().dims()) {
            if (dim.isOne()) {
                index.add("1");
            } else {
                String letter = fresh(scope, dim);
                scope.add(letter);
                index.add(letter);
            }
        }
        return index;
    }

    /** What an entry of a node is, even when the node has a name. */
    IndexText entry(Node root, List<String> index) {
        return entry(new EntryAt(root, index, new TreeSet<>(index)));
    }

    /** An entry as it stands in a formula: by its name if it has one. */
    IndexText part(EntryAt at) {
        return isName(at.node()) ? name(at) : entry(at);
    }

    private IndexText entry(EntryAt start) {
        Node root = start.node();
        if (!root.isLeaf()) {
            rules.plan(start).ifPresent(plan -> run(new Frame(start, plan)));
        }
        IndexText piece = known.get(start);
        return piece != null ? piece : root.isLeaf() ? name(start) : call(start);
    }

    private void run(Frame root) {
        Deque<Frame> stack = new ArrayDeque<>(List.of(root));
        while (!stack.isEmpty()) {
            Frame top = stack.element();
            List<IndexText> pieces = new ArrayList<>();
            for (EntryAt part : top.plan.parts()) {
                IndexText piece = known.get(part);
                if (piece == null) {
                    Optional<EntryPlan> plan = isName(part.node()) ? Optional.empty() : rules.plan(part);
                    if (plan.isPresent()) {
                        stack.push(new Frame(part, plan.get()));
                        break;
                    }
                    piece = isName(part.node()) ? name(part) : call(part);
                    known.put(part, piece);
                }
                pieces.add(piece);
            }
            if (pieces.size() == top.plan.parts().size()) {
                stack.pop();
                IndexText piece = top.plan.join().apply(pieces);
                known.put(top.at, piece.text().length() > LONGEST ? IndexText.atom("…", "\\cdots") : piece);
            }
        }
    }

    private boolean isName(Node node) {
        return node.op() instanceof Leaf || naming.has(node);
    }

    /** The left-hand side of the line for a node. */
    IndexText left(String name, Node node, List<String> index) {
        return named(name, new EntryAt(node, index, Set.of()));
    }

    /** The entry of a named node: {@code W1[i,k]}. */
    private IndexText name(EntryAt at) {
        return named(naming.apply(at.node()), at);
    }

    private static IndexText named(String name, EntryAt at) {
        return IndexText.atom(name + brackets(at), subscripted(LatexName.of(name), at));
    }

    private static String subscripted(String latex, EntryAt at) {
        List<String> written = written(at);
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
        boolean scalar = written(at).isEmpty();
        return IndexText.atom(
                (atom ? text : "(" + text + ")") + brackets(at),
                scalar ? "\\left(" + latex + "\\right)" : subscripted("\\left[" + latex + "\\right]", at));
    }

    private static String brackets(EntryAt at) {
        List<String> written = written(at);
        return written.isEmpty() ? "" : "[" + String.join(",", written) + "]";
    }

    private static List<String> written(EntryAt at) {
        List<String> written = new ArrayList<>();
        for (int axis = 0; axis < at.index().size(); axis++) {
            if (!at.node().shape().dim(axis).isOne()) {
                written.add(at.index().get(axis));
            }
        }
        return written;
    }

    @Override
    public String fresh(Set<String> scope, Dim size) {
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

    @Override
    public List<String> values(Dim size) {
        boolean out = entries && size.isKnown() && size.size() <= MOST_TERMS && size.size() > 0;
        return out ? numbers(size) : List.of();
    }

    static List<String> numbers(Dim size) {
        List<String> numbers = new ArrayList<>();
        for (long i = 1; i <= size.size(); i++) {
            numbers.add(Long.toString(i));
        }
        return numbers;
    }

    /** How far each letter goes: {@code i = 1..h, j = 1..m}; empty when there are none. */
    String legend() {
        return legend(letter -> true);
    }

    private String legend(Predicate<String> letters) {
        return ranges.entrySet().stream()
                .filter(entry -> letters.test(entry.getKey()))
                .map(entry -> entry.getKey() + " = 1.." + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** How far the letters go that stand in a text. */
    String legend(String text) {
        return legend(letter ->
                Pattern.compile("(?<!\\w)" + letter + "(?!\\w)").matcher(text).find());
    }

    /** The ranges of some letters in LaTeX. */
    String latexLegend(List<String> letters) {
        return letters.stream()
                .filter(ranges::containsKey)
                .map(letter -> letter + " = 1, \\ldots, " + size(ranges.get(letter)))
                .collect(Collectors.joining(",\\; "));
    }

    private static String size(@Nullable Dim dim) {
        return dim == null ? "" : dim.toString().replace("*", " ");
    }
}
