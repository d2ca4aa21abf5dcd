package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.symbolic.algebra.TooLargeException;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.symbolic.facts.Moves;
import org.jspecify.annotations.Nullable;

/**
 * Proofs that two graphs are equal over the reals.
 *
 * <p>Both sides are brought to a normal form with indices: sums of rational functions of atoms, where a matrix product is a
 * sum over a repeated index, exponentials have one spelling, and sums over indices do not depend on names. If the difference
 * is empty, the two are equal, at every size. If not, nothing is known: the normal form does not decide all equations.
 *
 * <p>Cheap attempts come first: parts that both sides share stay as they are. The work is bounded by a count of steps, so
 * the answer does not depend on the machine.
 */
public final class Prover {

    private static final int MOST_NODES = 20_000;

    /** How many inverses are cleared away one after the other, and in how many ways each. */
    private static final int MOST_FACTORS = 2;

    private static final int MOST_WAYS = 4;

    private static final Set<Op> ARITHMETIC =
            Set.of(Arithmetic.ADD, Arithmetic.SUB, Arithmetic.MUL, Arithmetic.DIV, Arithmetic.NEG);

    private Prover() {}

    /** How much is tried. */
    public enum Effort {
        /** Twice what the hardest proofs take. */
        USUAL(40_000, MOST_NODES),
        /** What most proofs take: for equations that are thought not to hold. */
        SMALL(4_000, 400);

        private final long budget;
        /** A graph with more nodes is only compared by identity and by its shared parts. */
        private final int nodes;

        Effort(long budget, int nodes) {
            this.budget = budget;
            this.nodes = nodes;
        }
    }

    /** What an attempt leaves as it is. */
    private enum Keep {
        /** Every part that both sides have, and activations of which the other side has the derivative. */
        SHARED,
        /** Of these the arguments of functions only. */
        ARGUMENTS,
        /** Nothing. */
        NOTHING,
        /** Nothing, and each entry of each tensor is looked at by itself. */
        NO_INDEX
    }

    /** Tries to prove that two graphs of one shape are equal. */
    public static Result prove(Node left, Node right) {
        return prove(left, right, Facts.NONE);
    }

    /**
     * Tries to prove that two graphs of one shape are equal. Facts are tried only when there is no proof without them, and a
     * proof lists the ones it needs.
     */
    public static Result prove(Node left, Node right, Facts facts) {
        return prove(left, right, facts, Effort.USUAL);
    }

    /** The same with more or less work. */
    public static Result prove(Node left, Node right, Facts facts, Effort effort) {
        if (left == right) {
            return new Proof(
                    List.of(new Proof.Step("same", say("both sides are the same expression"))), List.of(), List.of());
        }
        if (!left.shape().sameShape(right.shape())) {
            return new NotProved(
                    NotProved.Reason.SHAPE, say("the shapes {0} and {1} differ", left.shape(), right.shape()));
        }
        return Notes.together(() -> {
            Result result = new Search(left, right, facts, effort).run();
            if (result instanceof NotProved && effort == Effort.USUAL) {
                List<Node> sides = withoutSums(left, right);
                Proof cleared = cleared(left, right, facts, MOST_FACTORS);
                result = cleared != null
                        ? cleared
                        : sides.isEmpty() ? result : new Search(sides.get(0), sides.get(1), facts, effort).run();
            }
            return result instanceof Proof proof ? withDomains(proof, left, right, facts) : result;
        });
    }

    /** Both sides with the determinants of sums as products; nothing where there are none. */
    private static List<Node> withoutSums(Node left, Node right) {
        NodeMap<Node> images = new NodeMap<>();
        for (Node node : Walk.from(List.of(left, right)).nodes()) {
            Node product = MatrixLaws.ofSum(node);
            if (product != null) {
                images.put(node, product);
            }
        }
        return images.size() == 0 ? List.of() : Substitution.apply(List.of(left, right), images);
    }

    /** A proof of the same equation multiplied by what is inverted in it. */
    private static @Nullable Proof cleared(Node left, Node right, Facts facts, int most) {
        List<Cleared> ways = most == 0 ? List.of() : Cleared.of(left, right);
        for (Cleared way : ways.subList(0, Math.min(ways.size(), MOST_WAYS))) {
            Proof proof = new Search(way.left(), way.right(), facts, Effort.SMALL).run() instanceof Proof found
                    ? found
                    : cleared(way.left(), way.right(), facts, most - 1);
            if (proof != null) {
                String factor = ShortText.of(way.factor());
                List<Proof.Step> steps = new ArrayList<>();
                steps.add(new Proof.Step(
                        "multiply",
                        way.before()
                                ? say("multiply both sides by {0} from the left", factor)
                                : say("multiply both sides by {0} from the right", factor)));
                steps.addAll(proof.steps());
                return new Proof(List.copyOf(steps), proof.facts(), proof.exceptions());
            }
        }
        return null;
    }

    /** The proof with what only one side needs to be defined: there the two are not equal, since one of them is nothing. */
    private static Proof withDomains(Proof proof, Node left, Node right, Facts facts) {
        NodeMap<Node> images = new NodeMap<>();
        facts.assumptions().stream()
                .filter(assumption -> assumption.left().isLeaf()
                        && assumption
                                .left()
                                .shape()
                                .sameShape(assumption.right().shape()))
                .forEach(assumption -> images.put(assumption.left(), assumption.right()));
        List<Node> sides = Substitution.apply(List.of(left, right), images);
        // What reads the same is said once.
        Map<String, Message> exceptions = new LinkedHashMap<>();
        Stream.concat(proof.exceptions().stream(), Definedness.exceptions(sides.get(0), sides.get(1)).stream())
                .forEach(exception -> exceptions.putIfAbsent(exception.toString(), exception));
        return new Proof(proof.steps(), proof.facts(), List.copyOf(exceptions.values()));
    }

    /** The attempts for one pair. */
    private static final class Search {
        private final Node left;
        private final Node right;
        private final Facts facts;
        private final Effort effort;
        private final Walk walk;
        private final Map<String, Message> sentences = new LinkedHashMap<>();
        private boolean spent;
        /** Whether some op had no index form, so that looking at entries may help. */
        private boolean opaque;

        Search(Node left, Node right, Facts facts, Effort effort) {
            this.effort = effort;
            this.left = left;
            this.right = right;
            this.facts = facts;
            this.walk = Walk.from(List.of(left, right));
            sentences.putAll(Known.ofDomains(walk.nodes()));
            facts.assumptions().forEach(a -> sentences.put(a.key(), Message.verbatim(a.sentence())));
        }

        Result run() {
            for (Keep keep : Keep.values()) {
                if (suits(keep)) {
                    Proof proof = attempt(keep, Set.of());
                    if (proof != null) {
                        return proof;
                    }
                }
            }
            if (!sentences.isEmpty() && walk.size() <= effort.nodes) {
                for (Keep keep : Keep.values()) {
                    Proof proof = suits(keep) ? attempt(keep, sentences.keySet()) : null;
                    if (proof != null) {
                        return withFewest(keep, proof);
                    }
                }
            }
            return spent
                    ? new NotProved(NotProved.Reason.BUDGET, say("no proof within the work allowed"))
                    : new NotProved(NotProved.Reason.DIFFERENT, say("the normal forms of both sides differ"));
        }

        private boolean suits(Keep keep) {
            return switch (keep) {
                case SHARED -> true;
                case ARGUMENTS, NOTHING -> walk.size() <= effort.nodes;
                case NO_INDEX -> opaque && EntryForms.suits(walk);
            };
        }

        /** The same proof with each fact left out that it can do without. */
        private Proof withFewest(Keep keep, Proof proof) {
            Set<String> needed = new TreeSet<>(sentences.keySet());
            Proof best = proof;
            for (String key : sentences.keySet()) {
                Set<String> fewer = new TreeSet<>(needed);
                fewer.remove(key);
                Proof shorter = attempt(keep, fewer);
                if (shorter != null) {
                    needed = fewer;
                    best = shorter;
                }
            }
            List<Proof.Fact> used = new ArrayList<>();
            List<Proof.Step> steps = new ArrayList<>(best.steps());
            for (Map.Entry<String, Message> fact : sentences.entrySet()) {
                if (needed.contains(fact.getKey())) {
                    used.add(new Proof.Fact(fact.getKey(), fact.getValue()));
                    Proof.Step use = new Proof.Step("use", say("use: {0}", fact.getValue()));
                    steps.add(Math.max(0, steps.size() - 1), use);
                }
            }
            return new Proof(List.copyOf(steps), List.copyOf(used), best.exceptions());
        }

        private @Nullable Proof attempt(Keep keep, Set<String> allowed) {
            NodeMap<Node> images = new NodeMap<>();
            List<Facts.Assumption> equations = new ArrayList<>();
            Set<Node> symmetries = new LinkedHashSet<>();
            for (Facts.Assumption assumption : facts.assumptions()) {
                if (allowed.contains(assumption.key())) {
                    Node symmetric = symmetric(assumption);
                    if (symmetric != null) {
                        symmetries.add(symmetric);
                    } else if (isReplaceable(assumption)) {
                        images.put(assumption.left(), assumption.right());
                    } else {
                        equations.add(assumption);
                    }
                }
            }
            List<Node> sides =
                    images.size() == 0 ? List.of(left, right) : Substitution.apply(List.of(left, right), images);
            if (sides.get(0) == sides.get(1)) {
                return new Proof(List.of(), List.of(), List.of());
            }
            NodeMap<Boolean> kept = kept(keep, sides);
            if (keep == Keep.ARGUMENTS && kept.size() == 0) {
                return null;
            }
            return attempt(keep, new Attempt(new Known(allowed, symmetries), kept, equations, sides), 0);
        }

        /** What an attempt starts from. */
        private record Attempt(
                Known known, NodeMap<Boolean> kept, List<Facts.Assumption> equations, List<Node> sides) {}

        /** @param parts how angles are taken apart */
        private @Nullable Proof attempt(Keep keep, Attempt from, int parts) {
            Translator translator = new Translator(from.known, from.kept, effort.budget, parts);
            try {
                for (Facts.Assumption assumption : from.equations) {
                    translator.assume(assumption);
                }
                Proof proof;
                if (keep == Keep.NO_INDEX) {
                    proof = byEntries(translator, from.sides);
                } else {
                    Form a = translator.translate(from.sides.get(0));
                    Form b = translator.translate(from.sides.get(1));
                    opaque |= translator.leftOpaque();
                    proof = translator.isZero(a.minus(b)) ? proof(translator, from.kept, a) : null;
                }
                return proof == null && translator.finer() > 0 ? attempt(keep, from, translator.finer()) : proof;
            } catch (SpentException | TooLargeException | ArithmeticException e) {
                spent = true;
                return null;
            }
        }

        private static @Nullable Proof byEntries(Translator translator, List<Node> sides) {
            Form[] a = translator.entries(sides.get(0));
            Form[] b = translator.entries(sides.get(1));
            for (int i = 0; i < a.length; i++) {
                if (!a[i].minus(b[i]).isZero()) {
                    return null;
                }
            }
            List<Proof.Step> steps = new ArrayList<>(translator.journal().steps());
            steps.add(new Proof.Step("entries", say("all {0} entries of both sides are equal, one by one", a.length)));
            return new Proof(List.copyOf(steps), List.of(), translator.journal().exceptions());
        }

        private static Proof proof(Translator translator, NodeMap<Boolean> kept, Form form) {
            List<Proof.Step> steps = new ArrayList<>();
            List<String> names = new ArrayList<>();
            kept.forEach((node, yes) -> {
                if (names.size() < 6 && node.label().isPresent() && translator.knows(node)) {
                    names.add(Printer.name(node));
                }
            });
            if (!names.isEmpty()) {
                steps.add(new Proof.Step("keep", say("keep {0} as they are", String.join(", ", names))));
            }
            steps.addAll(translator.journal().steps());
            String text = new Printer(translator.space()).text(form);
            steps.add(new Proof.Step(
                    "compare",
                    text.length() <= 200
                            ? say("both sides are {0}", text)
                            : say("both sides have the same normal form of {0} terms", form.size())));
            return new Proof(List.copyOf(steps), List.of(), translator.journal().exceptions());
        }

        /** The input whose symmetry an assumption states, or null. */
        private static @Nullable Node symmetric(Facts.Assumption assumption) {
            Node transposed = assumption.left().op() instanceof Transpose ? assumption.left() : assumption.right();
            Node plain = transposed == assumption.left() ? assumption.right() : assumption.left();
            return transposed.op() instanceof Transpose
                            && transposed.input(0) == plain
                            && plain.op() instanceof Leaf
                            && plain.rank() == 2
                    ? plain
                    : null;
        }

        private static boolean isReplaceable(Facts.Assumption assumption) {
            Node from = assumption.left();
            return (from.isLeaf() || from.label().isPresent())
                    && from.shape().sameShape(assumption.right().shape())
                    && Walk.from(List.of(assumption.right())).indexOf(from) < 0;
        }

        private static NodeMap<Boolean> kept(Keep keep, List<Node> sides) {
            NodeMap<Boolean> kept = new NodeMap<>();
            Walk a = Walk.from(List.of(sides.get(0)));
            Walk b = Walk.from(List.of(sides.get(1)));
            if (keep == Keep.SHARED) {
                keep(a.nodes().stream().filter(node -> !isArrangement(node)), b, kept);
                ActivationSlopes.keep(List.of(a, b), kept);
            }
            if (keep == Keep.ARGUMENTS) {
                keep(arguments(a), b, kept);
                keep(arguments(b), a, kept);
            }
            return kept;
        }

        /** Keeps what is computed from variables and stands on the other side too. */
        private static void keep(Stream<Node> nodes, Walk other, NodeMap<Boolean> kept) {
            nodes.filter(node -> !node.inputs().isEmpty() && node.isVariable() && other.indexOf(node) >= 0)
                    .forEach(node -> kept.put(node, true));
        }

        /** Arguments of functions that are not such functions themselves. */
        private static Stream<Node> arguments(Walk walk) {
            return walk.nodes().stream()
                    .filter(Search::isFunction)
                    .flatMap(node -> node.inputs().stream())
                    .filter(input -> !isFunction(input));
        }

        /** True for ops that only move entries or change signs; keeping them would hide what is moved. */
        private static boolean isArrangement(Node node) {
            return node.op() == Arithmetic.NEG || Moves.isMove(node);
        }

        private static boolean isFunction(Node node) {
            return !ARITHMETIC.contains(node.op())
                    && !node.inputs().isEmpty()
                    && node.contraction().isEmpty();
        }
    }
}
