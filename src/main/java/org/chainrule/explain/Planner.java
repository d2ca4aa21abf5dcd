package org.chainrule.explain;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;
import org.chainrule.tensor.Domain;

/**
 * Decides which gradients get a line. The wanted ones do; of those in between, the ones that several lines are made of. The
 * rest is written out where it is used, because there it simplifies: with a sigmoid and its cross-entropy, the gradient by
 * the probability is long, and the one by the logit is short.
 */
final class Planner {
    /** Trying whether a line of its own makes the whole shorter costs a simplification each. */
    private static final int MOST_TRIALS = 40;

    /** And no more once formulas of so many nodes have been simplified: a trial takes as long as the formulas are. */
    private static final int MOST_TRIED = 3000;

    /** So many characters more are a fair price for a line that a lecture would have. */
    private static final int WORTH_A_NAME = 12;

    /** The gradients of quantities without a name are called delta1, delta2, … once their order is known. */
    private static final String PROVISIONAL = "delta_";

    private final Gradient gradient;
    private final Walk forward;
    private final List<Node> wanted;
    private final Naming naming;
    private final Simplification simplification;

    /** The lines planned so far, by the gradient each is for. */
    private final Map<Node, Line> drafts = new LinkedHashMap<>();
    /** The gradients among them that were asked for. */
    private final Set<Node> asked = new HashSet<>();
    /** That what may be tried was used up. */
    private Optional<Message> spent = Optional.empty();

    /** What each gradient is the gradient of, named quantities first, then those closest to the loss. */
    private final NodeMap<Node> variables = new NodeMap<>();

    Planner(Gradient gradient, Walk forward, List<Node> wanted, Naming naming, Simplification simplification) {
        this.gradient = gradient;
        this.forward = forward;
        this.wanted = wanted;
        this.naming = naming;
        this.simplification = simplification;
    }

    /** That more gradients might have had lines of their own; known once there is a {@link #plan}. */
    Optional<Message> spent() {
        return spent;
    }

    /** The lines, each after those it uses. */
    List<Line> plan() {
        findVariables();
        Set<Node> roots = new LinkedHashSet<>();
        for (Node x : wanted) {
            gradient.find(x).ifPresent(g -> {
                roots.add(g);
                if (isPart(g)) {
                    drafts.computeIfAbsent(g, unused -> line(naming.gradientOf(x), x, g));
                    asked.add(g);
                }
            });
        }
        List<Node> several = share(Walk.from(List.copyOf(roots)));
        write();
        tryLines(several);
        dropNeedless();
        return named(order());
    }

    private List<Line> named(List<Line> lines) {
        NodeMap<Node> standIns = new NodeMap<>();
        List<Line> unnamed = lines.stream()
                .filter(line -> line.name().startsWith(PROVISIONAL))
                .toList();
        if (unnamed.isEmpty()) {
            return lines;
        }
        for (Line line : unnamed) {
            String name = unnamed.size() == 1 ? naming.fresh("delta") : naming.numbered("delta");
            standIns.put(line.standIn(), Naming.standIn(name, line.standIn()));
        }
        List<Line> named = new ArrayList<>();
        for (Line line : lines) {
            Node known = standIns.get(line.standIn());
            Node standIn = known == null ? line.standIn() : known;
            Node whole = standIns.get(line.formula());
            named.add(new Line(
                    known == null ? line.name() : standIn.op().name(),
                    line.variable(),
                    whole == null ? line.with(standIns, naming).formula() : whole,
                    standIn,
                    line.rules()));
        }
        return named;
    }

    /** Constants, and gradients that are forward quantities, need no line for others to use them. */
    private boolean isPart(Node g) {
        return g.isVariable() && !g.inputs().isEmpty() && forward.indexOf(g) < 0;
    }

    private void findVariables() {
        for (int i = forward.size() - 1; i >= 0; i--) {
            Node x = forward.node(i);
            gradient.find(x).filter(this::isPart).ifPresent(g -> {
                naming.forget(g);
                Node known = variables.get(g);
                if (known == null || (!naming.has(known) && naming.has(x))) {
                    variables.put(g, x);
                }
            });
        }
    }

    private static Line line(String name, Node x, Node g) {
        return new Line(name, Optional.of(x), g, Naming.standIn(name, g), List.of());
    }

    private static Node variable(Line line) {
        return line.variable().orElseThrow();
    }

    private void draft(Node g, Node x) {
        String name = naming.has(x) && naming.isFree("d" + naming.apply(x))
                ? naming.gradientOf(x)
                : naming.numbered(PROVISIONAL);
        drafts.put(g, line(name, x, g));
        asked.remove(g);
    }

    /**
     * Gives a line to every gradient that at least two lines use, from the leaves back to the loss.
     *
     * @return the named gradients that a single line uses several times
     */
    private List<Node> share(Walk backward) {
        int size = backward.size();
        // Who writes a node out: 0 nobody yet, k + 1 the line for node k, -1 several lines.
        int[] user = new int[size];
        int[] uses = new int[size];
        List<Node> several = new ArrayList<>();
        for (int i = size - 1; i >= 0; i--) {
            Node g = backward.node(i);
            Node x = variables.get(g);
            Line known = drafts.get(g);
            if (x != null && known != null && uses[i] > 0 && variable(known).isLeaf() && !x.isLeaf() && naming.has(x)) {
                // Others use it: as the gradient of a quantity in between, which b in z = w x + b has the same as.
                draft(g, x);
            } else if (x != null && known == null) {
                if (user[i] < 0) {
                    draft(g, x);
                } else if (uses[i] > 1 && naming.has(x)) {
                    several.add(g);
                }
            }
            int line = drafts.containsKey(g) || user[i] == 0 ? i + 1 : user[i];
            for (int k = 0; k < g.inputs().size(); k++) {
                int j = backward.input(i, k);
                uses[j] += isLayout(g.op()) ? Math.max(1, uses[i]) : uses(g, k);
                user[j] = user[j] == 0 || user[j] == line ? line : -1;
            }
        }
        return several;
    }

    /** How often an input is written: an op that only computes a formula more carefully is that formula. */
    private static int uses(Node node, int k) {
        if (!node.op().isCareful()) {
            return 1;
        }
        List<Node> leaves = node.inputs().stream()
                .map(input -> Node.input("x", input.type(), Domain.REAL))
                .toList();
        Node formula = node.op().definition(leaves).orElseThrow();
        return (int) formula.ancestors().stream()
                .flatMap(part -> part.inputs().stream())
                .filter(part -> part == leaves.get(k))
                .count();
    }

    /** What only turns or stretches a value does not count as its use. */
    private static boolean isLayout(Op op) {
        return op instanceof ExpandDims
                || op instanceof Squeeze
                || op instanceof Reshape
                || op instanceof Transpose
                || op instanceof Broadcast;
    }

    /** A gradient that one line uses several times gets a line of its own where that makes the whole hardly longer. */
    private void tryLines(List<Node> several) {
        for (int tried = 0; tried < several.size(); tried++) {
            if (tried == MOST_TRIALS || simplification.nodes() > MOST_TRIED) {
                spent = Optional.of(
                        say("{0} of {1} gradients were tried as lines of their own, no more", tried, several.size()));
                return;
            }
            Node g = several.get(tried);
            Node x = variables.get(g);
            if (x != null) {
                int before = length();
                draft(g, x);
                write();
                if (length() > before + WORTH_A_NAME) {
                    drafts.remove(g);
                    write();
                }
            }
        }
    }

    private int length() {
        int length = 0;
        for (Line draft : drafts.values()) {
            length += draft.name().length()
                    + " = ".length()
                    + Formula.text(draft.formula(), naming).length();
        }
        return length;
    }

    /** Writes every line in terms of the others, simplified. */
    private void write() {
        NodeMap<Node> standIns = new NodeMap<>();
        drafts.forEach((g, draft) -> standIns.put(g, draft.standIn()));
        List<Node> raw = Parts.replace(List.copyOf(drafts.keySet()), standIns, naming::has);
        Iterator<Node> formulas = raw.iterator();
        drafts.replaceAll((g, draft) -> {
            Simplification.Result simple = simplification.of(formulas.next());
            return new Line(draft.name(), draft.variable(), simple.formula(), draft.standIn(), simple.rules());
        });
    }

    /** After simplification a line may be a mere number, or be used once: then it is written out where it is used. */
    private void dropNeedless() {
        boolean changed = true;
        while (changed) {
            List<Node> bodies = drafts.values().stream().map(Line::formula).toList();
            NodeMap<Integer> uses = Parts.uses(bodies, naming::isModels);
            for (Node x : wanted) {
                gradient.find(x)
                        .map(drafts::get)
                        .filter(draft -> variable(draft) != x)
                        .ifPresent(d -> uses.merge(d.standIn(), 1, Integer::sum));
            }
            changed = drafts.entrySet().removeIf(entry -> {
                Integer count = uses.get(entry.getValue().standIn());
                boolean number = entry.getValue().formula().inputs().isEmpty();
                return !asked.contains(entry.getKey()) && (count == null || count < 2 || number);
            });
            if (changed) {
                write();
            }
        }
    }

    /** As a lecture orders them: a gradient in between, and right after it the wanted ones it was needed for. */
    private List<Line> order() {
        List<Line> inner = new ArrayList<>();
        List<Line> outer = new ArrayList<>();
        for (Node x : wanted) {
            gradient.find(x).ifPresent(g -> (x.isLeaf() ? outer : inner).add(line(x, g)));
        }
        drafts.forEach((g, line) -> {
            if (!asked.contains(g)) {
                inner.add(line);
            }
        });
        inner.sort(Comparator.comparing(line -> -forward.indexOf(line.variable().orElseThrow())));
        Set<Node> waiting = new LinkedHashSet<>();
        inner.forEach(line -> waiting.add(line.standIn()));
        outer.forEach(line -> waiting.add(line.standIn()));
        IdentityHashMap<Line, Deque<Node>> needs = new IdentityHashMap<>();
        outer.forEach(line -> needs.put(line, needs(line, waiting)));
        List<Line> lines = new ArrayList<>();
        for (int next = 0; next <= inner.size(); next++) {
            boolean found = true;
            while (found) {
                found = outer.removeIf(line ->
                        areWritten(Objects.requireNonNull(needs.get(line)), waiting) && emit(line, waiting, lines));
            }
            if (next < inner.size()) {
                emit(inner.get(next), waiting, lines);
            }
        }
        return lines;
    }

    /** What a line uses of those still to be written. */
    private Deque<Node> needs(Line line, Set<Node> waiting) {
        Deque<Node> needs = new ArrayDeque<>();
        for (Node node : Walk.from(List.of(line.formula()), naming::isModels).nodes()) {
            if (waiting.contains(node)) {
                needs.add(node);
            }
        }
        return needs;
    }

    /** Whether all that is needed is written by now; what is found to be is not asked for again. */
    private static boolean areWritten(Deque<Node> needs, Set<Node> waiting) {
        while (!needs.isEmpty() && !waiting.contains(needs.peekLast())) {
            needs.removeLast();
        }
        return needs.isEmpty();
    }

    private static boolean emit(Line line, Set<Node> waiting, List<Line> lines) {
        waiting.remove(line.standIn());
        return lines.add(line);
    }

    /** The line of a wanted gradient, which may be equal to that of another, a number, or a forward quantity. */
    private Line line(Node x, Node g) {
        Line draft = drafts.get(g);
        if (draft != null && variable(draft) == x) {
            return draft;
        }
        String name = naming.gradientOf(x);
        Node standIn = Naming.standIn(name, g);
        if (draft != null) {
            return new Line(name, Optional.of(x), draft.standIn(), standIn, List.of());
        }
        Simplification.Result simple = simplification.of(g);
        return new Line(name, Optional.of(x), simple.formula(), standIn, simple.rules());
    }
}
