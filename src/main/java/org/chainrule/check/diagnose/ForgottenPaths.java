package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Walk;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Reducing;
import org.chainrule.tensor.Tensor;

/**
 * The gradient path by path. A variable that is used several times collects a contribution from each use; a line that has
 * some of them and not the others has forgotten paths. The same for a mean or a variance on the way, held constant.
 */
record ForgottenPaths(Vocabulary vocabulary, Node loss, Node variable, Walk walk) {
    /** More uses than this are not told apart: there is one gradient for each. */
    private static final int MOST_USES = 8;

    /**
     * What a line forgot.
     *
     * @param held what was taken for constant; empty when it is a use of the variable itself
     * @param missing what is to be added to the line
     * @param factor by what the line has to be multiplied before
     */
    record Forgotten(Optional<String> held, Expr missing, double factor) {}

    ForgottenPaths(Vocabulary vocabulary, Node loss, Node variable) {
        this(vocabulary, loss, variable, Walk.from(List.of(loss)));
    }

    /** Finds what a claim has forgotten. */
    Optional<Forgotten> find(Node claim) {
        Optional<Tensor> value =
                vocabulary.measure().value(claim).filter(v -> claim.shape().sameShape(variable.shape()));
        return value.flatMap(v -> uses(v).or(() -> statistics(v)));
    }

    /** One place where the variable is used: input {@code slot} of {@code user}. */
    private record Use(Node user, int slot) {}

    private Optional<Forgotten> uses(Tensor claim) {
        List<Use> uses = new ArrayList<>();
        for (Node node : walk.nodes()) {
            for (int k = 0; k < node.inputs().size(); k++) {
                if (node.input(k) == variable) {
                    uses.add(new Use(node, k));
                }
            }
        }
        if (uses.size() < 2 || uses.size() > MOST_USES) {
            return Optional.empty();
        }
        List<Node> parts = new ArrayList<>();
        List<Tensor> values = new ArrayList<>();
        for (Use use : uses) {
            gradient(variable, (user, slot) -> user.input(slot) == variable && !use.equals(new Use(user, slot)))
                    .ifPresent(part -> vocabulary.measure().value(part).ifPresent(value -> {
                        parts.add(part);
                        values.add(value);
                    }));
        }
        Optional<Forgotten> scaled = Optional.empty();
        for (int kept = 1; kept < (1 << parts.size()) - 1; kept++) {
            OptionalDouble factor = factor(chosen(values, kept), claim);
            boolean exact = factor.isPresent() && TruthComparison.isOne(factor.getAsDouble());
            if (exact || (factor.isPresent() && scaled.isEmpty())) {
                scaled = sum(chosen(parts, ~kept).stream().map(Optional::of).toList())
                        .map(missing -> new Forgotten(Optional.empty(), missing, exact ? 1 : factor.getAsDouble()));
            }
            if (exact) {
                break;
            }
        }
        return scaled;
    }

    /** Those whose bits are set. */
    private static <T> List<T> chosen(List<T> all, int bits) {
        return IntStream.range(0, all.size())
                .filter(i -> (bits >> i & 1) == 1)
                .mapToObj(all::get)
                .toList();
    }

    /** By what a claim has to be multiplied to be the sum of some parts. */
    private static OptionalDouble factor(List<Tensor> parts, Tensor claim) {
        Tensor sum = Tensor.fill(claim.dtype(), claim.shape(), e -> parts.stream()
                .mapToDouble(part -> part.at(e))
                .sum());
        return TruthComparison.ratio(sum, claim, TruthComparison.largest(sum))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private Optional<Forgotten> statistics(Tensor claim) {
        Gradient whole = Gradient.of(loss, List.of(variable));
        List<Node> statistics = walk.nodes().stream()
                .filter(node -> node != loss
                        && isStatistic(node.op())
                        && node.ancestors().contains(variable)
                        && whole.find(node).isPresent())
                .toList();
        int sets = statistics.size() > MOST_USES ? 0 : 1 << statistics.size();
        for (int held = 1; held < sets; held++) {
            List<Node> constant = chosen(statistics, held);
            if (gradient(variable, (user, slot) -> constant.contains(user.input(slot)))
                    .flatMap(vocabulary.measure()::value)
                    .filter(value ->
                            TruthComparison.isOne(factor(List.of(value), claim).orElse(0)))
                    .isPresent()) {
                return forgotten(constant);
            }
        }
        return Optional.empty();
    }

    /** One number made of many entries. */
    private static boolean isStatistic(Op op) {
        return op instanceof Sum || op instanceof Mean || op instanceof Reducing;
    }

    private Optional<Forgotten> forgotten(List<Node> constant) {
        List<Optional<Node>> lost = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < constant.size(); i++) {
            Node statistic = constant.get(i);
            String name =
                    vocabulary.spell(statistic).map(Candidate::text).orElseGet(() -> ShortText.formula(statistic));
            names.add("`" + name + "`");
            // Through this one, but not through those that come before it on the way to the loss.
            lost.add(through(statistic, constant.subList(i + 1, constant.size())));
        }
        return sum(lost).map(m -> new Forgotten(Optional.of(String.join(", ", names)), m, 1));
    }

    /** The terms that a line has lost, as one expression; empty when it cannot be written. */
    private Optional<Expr> sum(List<Optional<Node>> terms) {
        return terms.contains(Optional.<Node>empty())
                ? Optional.empty()
                : terms.stream()
                        .flatMap(Optional::stream)
                        .reduce(Node::plus)
                        .flatMap(vocabulary::spellSimply)
                        .map(ForgottenPaths::unstretched);
    }

    /** A term without what stretches it: the line that it is added to has the shape already. */
    private static Expr unstretched(Expr term) {
        return ExprParts.isCall(term, "broadcast_to")
                ? ((Expr.Call) term).arguments().get(0)
                : term;
    }

    /** What reaches the variable through one statistic, the later ones held constant between it and the loss. */
    private Optional<Node> through(Node statistic, List<Node> later) {
        return gradient(statistic, (user, slot) -> later.contains(user.input(slot)))
                .flatMap(upstream ->
                        Gradient.vjp(statistic, upstream, List.of(variable)).find(variable));
    }

    /** The gradient of the loss when some inputs of nodes pass no gradient on. */
    private Optional<Node> gradient(Node wrt, BiPredicate<Node, Integer> stopped) {
        NodeMap<Node> originals = new NodeMap<>();
        NodeMap<Node> images = Substitution.images(walk.nodes(), (node, inputs) -> {
            List<Node> passing = new ArrayList<>(inputs);
            for (int k = 0; k < inputs.size(); k++) {
                if (stopped.test(node, k)) {
                    passing.set(k, inputs.get(k).stopGradient());
                }
            }
            Node image = node == wrt ? node : Substitution.remade(node, passing);
            if (image != node) {
                originals.put(image, node);
            }
            return image;
        });
        return Gradient.of(images.at(loss), List.of(wrt)).find(wrt).map(gradient -> restored(gradient, originals));
    }

    /** A gradient in the nodes of the model again, which have names. */
    private static Node restored(Node gradient, NodeMap<Node> originals) {
        Node result = Substitution.apply(gradient, originals);
        NodeMap<Node> plain = new NodeMap<>();
        for (Node node : Walk.from(List.of(result)).nodes()) {
            if (node.op() == StopGradient.OP) {
                plain.put(node, node.input(0));
            }
        }
        return Substitution.apply(result, plain);
    }
}
