package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.chainrule.grad.Adjoint;
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
final class ForgottenPaths {
    /** More uses than this are not told apart: there is one gradient for each. */
    private static final int MOST_USES = 8;

    private final Vocabulary vocabulary;
    private final TruthComparison measure;
    private final Node loss;
    private final Node variable;
    private final Walk walk;

    /**
     * What a line forgot.
     *
     * @param held what was taken for constant; empty when it is a use of the variable itself
     * @param missing what is to be added to the line
     */
    record Forgotten(Optional<String> held, Expr missing) {}

    ForgottenPaths(Vocabulary vocabulary, TruthComparison measure, Node loss, Node variable) {
        this.vocabulary = vocabulary;
        this.measure = measure;
        this.loss = loss;
        this.variable = variable;
        this.walk = Walk.from(List.of(loss));
    }

    /** Finds what a claim has forgotten. */
    Optional<Forgotten> find(Node claim) {
        Optional<Tensor> value = measure.value(claim).filter(v -> claim.shape().sameShape(variable.shape()));
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
            Optional<Node> part =
                    gradient((user, slot) -> user.input(slot) == variable && !(user == use.user && slot == use.slot));
            Optional<Tensor> value = part.flatMap(measure::value);
            if (value.isPresent()) {
                parts.add(part.get());
                values.add(value.get());
            }
        }
        for (int kept = 1; kept < (1 << parts.size()) - 1; kept++) {
            if (isSum(claim, values, kept)) {
                List<Optional<Node>> lost = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    if ((kept >> i & 1) == 0) {
                        lost.add(Optional.of(parts.get(i)));
                    }
                }
                return sum(lost).map(m -> new Forgotten(Optional.empty(), m));
            }
        }
        return Optional.empty();
    }

    private static boolean isSum(Tensor claim, List<Tensor> parts, int subset) {
        double scale = 0;
        double gap = 0;
        for (int e = 0; e < claim.count(); e++) {
            double sum = 0;
            for (int i = 0; i < parts.size(); i++) {
                sum += (subset >> i & 1) == 0 ? 0 : parts.get(i).at(e);
            }
            scale = Math.max(scale, Math.abs(sum));
            gap = Math.max(gap, Math.abs(sum - claim.at(e)));
        }
        return scale > 0 && gap <= 1e-9 * scale;
    }

    private Optional<Forgotten> statistics(Tensor claim) {
        Gradient whole = Gradient.of(loss, List.of(variable));
        List<Node> statistics = new ArrayList<>();
        NodeMap<Boolean> above = new NodeMap<>();
        for (Node node : walk.nodes()) {
            boolean depends =
                    node == variable || node.inputs().stream().anyMatch(in -> Boolean.TRUE.equals(above.get(in)));
            above.put(node, depends);
            if (depends && node != loss && isStatistic(node.op()) && whole.adjoint(node) instanceof Adjoint.Value) {
                statistics.add(node);
            }
        }
        if (statistics.isEmpty() || statistics.size() > MOST_USES) {
            return Optional.empty();
        }
        for (int held = 1; held < 1 << statistics.size(); held++) {
            List<Node> constant = new ArrayList<>();
            for (int i = 0; i < statistics.size(); i++) {
                if ((held >> i & 1) == 1) {
                    constant.add(statistics.get(i));
                }
            }
            Optional<Node> kept = gradient((user, slot) -> constant.contains(user.input(slot)));
            Optional<Tensor> value = kept.flatMap(measure::value);
            if (value.isPresent() && isSum(claim, List.of(value.get()), 1)) {
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
        return sum(lost).map(m -> new Forgotten(Optional.of(String.join(", ", names)), m));
    }

    /** The terms that a line has lost, as one expression; empty when one of them cannot be written. */
    private Optional<Expr> sum(List<Optional<Node>> terms) {
        List<Expr> written = terms.stream()
                .flatMap(term -> term.flatMap(vocabulary::spellSimply).map(ForgottenPaths::unstretched).stream())
                .toList();
        return written.size() < terms.size()
                ? Optional.empty()
                : written.stream().reduce(ExprParts::plus);
    }

    /** A term without what stretches it: the line that it is added to has the shape already. */
    private static Expr unstretched(Expr term) {
        return ExprParts.isCall(term, "broadcast_to")
                ? ((Expr.Call) term).arguments().get(0)
                : term;
    }

    /** What reaches the variable through one statistic, the later ones held constant between it and the loss. */
    private Optional<Node> through(Node statistic, List<Node> later) {
        Optional<Node> upstream = gradient(statistic, (user, slot) -> later.contains(user.input(slot)));
        return upstream.flatMap(u -> {
            Adjoint below = Gradient.vjp(statistic, u, List.of(variable)).adjoint(variable);
            return below instanceof Adjoint.Value v ? Optional.of(v.node()) : Optional.empty();
        });
    }

    private Optional<Node> gradient(BiPredicate<Node, Integer> stopped) {
        return gradient(variable, stopped);
    }

    /** The gradient of the loss when some inputs of nodes pass no gradient on. */
    private Optional<Node> gradient(Node wrt, BiPredicate<Node, Integer> stopped) {
        NodeMap<Node> images = new NodeMap<>();
        NodeMap<Node> originals = new NodeMap<>();
        for (Node node : walk.nodes()) {
            List<Node> inputs = new ArrayList<>(node.inputs().size());
            for (int k = 0; k < node.inputs().size(); k++) {
                Node input = image(images, node.input(k));
                inputs.add(stopped.test(node, k) ? input.stopGradient() : input);
            }
            Node image = inputs.equals(node.inputs()) || node == wrt ? node : Node.of(node.op(), inputs);
            images.put(node, image);
            if (image != node) {
                originals.put(image, node);
            }
        }
        Adjoint adjoint = Gradient.of(image(images, loss), List.of(wrt)).adjoint(wrt);
        if (!(adjoint instanceof Adjoint.Value value)) {
            return Optional.empty();
        }
        return Optional.of(restored(value.node(), originals));
    }

    /** A gradient in the nodes of the model again, which have names. */
    private static Node restored(Node gradient, NodeMap<Node> originals) {
        Node result = Substitution.apply(List.of(gradient), originals).get(0);
        NodeMap<Node> plain = new NodeMap<>();
        for (Node node : Walk.from(List.of(result)).nodes()) {
            if (node.op() == StopGradient.OP) {
                plain.put(node, node.input(0));
            }
        }
        return Substitution.apply(List.of(result), plain).get(0);
    }

    private static Node image(NodeMap<Node> images, Node node) {
        Node image = images.get(node);
        if (image == null) {
            throw new IllegalStateException("not rebuilt: " + node);
        }
        return image;
    }
}
