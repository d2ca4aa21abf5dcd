package org.chainrule.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Fill;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.Domain;

/**
 * The local derivative of a drawn quantity by one that it is computed from, as it stands on the edge: what the op says of
 * itself when there is one op between them, and otherwise the sum over all ways, simplified. Where it cannot be written as a
 * factor it is written as what becomes of the upstream gradient {@code dZ}.
 */
final class EdgeLabels {
    /** A formula of more nodes is not simplified for a label. */
    private static final int LARGEST = 120;

    /** So many labels are worth the time of simplifying. */
    private static final int MOST = 150;

    /** A longer formula would be cut, and says less than a few steps. */
    private static final int LONGEST = 60;

    private static final int MOST_STEPS = 3;

    private final SceneNames names;
    private final NodeMap<Boolean> drawn = new NodeMap<>();
    private final Language language;
    private final Simplifier simplifier = Simplifier.forReading().remembering();
    private int simplified;

    EdgeLabels(LabelledGraph graph, SceneNames names, Language language) {
        this.names = names;
        this.language = language;
        graph.drawn().forEach(node -> drawn.put(node, true));
    }

    /** Whether the gradient passes as it is. */
    boolean isUnchanged(Node from, Node to) {
        return isFew(between(to))
                && single(from, to, names).filter(List::isEmpty).isPresent();
    }

    /** The label, or empty where there is nothing to say in few words. */
    String of(Node from, Node to) {
        Walk between = between(to);
        boolean few = isFew(between);
        Parts parts = new Parts();
        Optional<List<LocalDerivative>> single = few ? single(from, to, parts) : Optional.empty();
        boolean plain = single.filter(labels -> labels.size() <= 1
                        || (labels.size() == 2 && labels.get(1).isSum()))
                .filter(labels -> labels.stream().noneMatch(LocalDerivative::isOfUpstream))
                .isPresent();
        if (plain && (to.inputs().contains(from) || !parts.unnamed)) {
            return steps(single.get(), from, to);
        }
        boolean small = few && simplified++ < MOST;
        String formula = to.type().isReal() && small ? general(from, to, between) : "";
        boolean told = single.filter(labels ->
                        labels.size() <= MOST_STEPS && labels.stream().noneMatch(LocalDerivative::isOfUpstream))
                .isPresent();
        return formula.length() > LONGEST && told && !parts.unnamed ? steps(single.get(), from, to) : formula;
    }

    private String steps(List<LocalDerivative> labels, Node from, Node to) {
        List<Message> texts = labels.stream().map(LocalDerivative::text).toList();
        String text = (texts.isEmpty() ? LocalDerivative.UNCHANGED : Message.list(texts)).text(language);
        return from.isScalar() && to.isScalar() ? text.replace("⊙", "*").replace("⊘", "/") : text;
    }

    private Walk between(Node to) {
        return Walk.from(List.of(to), node -> node != to && drawn.has(node));
    }

    private static boolean isFew(Walk between) {
        return between.size() <= LARGEST;
    }

    /** The names of a label, and whether it writes out a part that has none. */
    private final class Parts implements Names {
        private boolean unnamed;

        @Override
        public String of(Node node) {
            unnamed |= !node.inputs().isEmpty() && names.name(node).isEmpty();
            return names.of(node);
        }
    }

    /** What the op says when the one is an operand of the other, once: nothing when the gradient passes unchanged. */
    private Optional<List<LocalDerivative>> single(Node from, Node to, Names called) {
        Node at = to;
        int used = 0;
        List<Node> ways = new ArrayList<>(List.of(to));
        List<LocalDerivative> labels = new ArrayList<>();
        while (!ways.isEmpty()) {
            at = ways.remove(0);
            int reaching = -1;
            for (int k = 0; k < at.inputs().size(); k++) {
                if (reaches(at.input(k), from)) {
                    used += reaching >= 0 ? 1 : 0;
                    reaching = k;
                }
            }
            if (reaching < 0 || used > 0) {
                return Optional.empty();
            }
            labels.addAll(LocalDerivative.of(at, reaching, called));
            if (at.input(reaching) == from) {
                return Optional.of(labels);
            }
            ways.add(at.input(reaching));
        }
        return Optional.empty();
    }

    /** Whether a way leads from an operand to a drawn node through nodes that are not drawn. */
    private boolean reaches(Node operand, Node from) {
        if (operand == from) {
            return true;
        }
        if (drawn.has(operand)) {
            return false;
        }
        return Walk.from(List.of(operand), drawn::has).nodes().stream()
                .anyMatch(node -> node.inputs().contains(from));
    }

    private String general(Node from, Node to, Walk between) {
        boolean scalar = to.isScalar();
        boolean factor = !scalar && isElementwise(from, to, between);
        Node seed = scalar
                ? Node.constant(1)
                : factor
                        ? Fill.with(1, to.shape())
                        : Node.input("d" + upstream(to), Type.real(to.shape()), Domain.REAL);
        Optional<Node> product = product(from, to, between, seed);
        if (product.isEmpty()) {
            return "";
        }
        String text = readable(product.get(), !from.isScalar());
        boolean atom = text.indexOf(' ') < 0;
        if (scalar || factor) {
            return (from.isScalar() ? "* " : "⊙ ") + (atom || !sums(text) ? text : "(" + text + ")");
        }
        return text;
    }

    private String upstream(Node to) {
        String name = names.name(to);
        return name.isEmpty() ? "z" : name;
    }

    /** Whether an upper level of a formula adds, so that a factor before it needs brackets. */
    private static boolean sums(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (depth == 0 && i > 0 && (c == '+' || c == '-' || c == '−') && text.charAt(i - 1) == ' ') {
                return true;
            }
        }
        return text.startsWith("-");
    }

    private String readable(Node product, boolean tensors) {
        String text = Formula.text(product, node -> drawn.has(node) ? names.of(node) : names.name(node))
                .replace(".T", "ᵀ");
        text = text.replace(" ^ 2", "²").replace("^2", "²");
        if (tensors) {
            text = text.replaceAll("(?<![\\w.)\\]])(\\d+(?:\\.\\d+)?) \\* ", "$1·");
            for (Node part : Walk.from(List.of(product), drawn::has).nodes()) {
                if (part.op() instanceof SizeOf) {
                    String size = Formula.text(part, names::name);
                    text = text.replaceAll("(?<!\\w)" + Pattern.quote(size) + " \\* ", size + "·");
                }
            }
            text = text.replace(" * ", " ⊙ ");
        }
        return text.replace(" - ", " − ");
    }

    private static boolean isElementwise(Node from, Node to, Walk between) {
        if (!from.shape().sameShape(to.shape())) {
            return false;
        }
        NodeMap<Boolean> depends = new NodeMap<>();
        depends.put(from, true);
        for (Node node : between.nodes()) {
            if (node.inputs().stream().anyMatch(depends::has) && node != from) {
                depends.put(node, true);
                if (node.op().maskRule() != MaskRule.ELEMENTWISE
                        || !node.shape().sameShape(to.shape())) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Node> product(Node from, Node to, Walk between, Node seed) {
        NodeMap<Node> standIns = new NodeMap<>();
        NodeMap<Node> back = new NodeMap<>();
        for (Node user : between.nodes()) {
            for (Node node : user.inputs()) {
                if (drawn.has(node) && node.type().isReal() && !standIns.has(node)) {
                    Node standIn = Node.input(names.of(node), Type.real(node.shape()), Domain.REAL);
                    standIns.put(node, standIn);
                    back.put(standIn, node);
                }
            }
        }
        Node standIn = standIns.get(from);
        if (standIn == null) {
            return Optional.empty();
        }
        List<Node> kept = new ArrayList<>();
        standIns.forEach((node, letter) -> kept.add(node));
        return Gradient.vjp(replaced(to, standIns), seed, List.of(standIn))
                .find(standIn)
                .map(raw -> replaced(raw, back))
                .map(raw -> keeping(kept).knowing(List.of(to)).apply(raw));
    }

    /** What has a name is kept whole anyway: then all labels share what is known of names. */
    private Simplifier keeping(List<Node> kept) {
        boolean named = kept.stream()
                .allMatch(node -> node.inputs().isEmpty() || node.label().isPresent());
        return named ? simplifier : Simplifier.forReading().keeping(kept);
    }

    /** A formula with its letters exchanged; what is below a letter is not looked at. */
    private static Node replaced(Node root, NodeMap<Node> letters) {
        if (letters.has(root)) {
            return letters.at(root);
        }
        NodeMap<Node> images = new NodeMap<>();
        for (Node node : Walk.from(List.of(root), letters::has).nodes()) {
            List<Node> inputs = new ArrayList<>();
            for (Node input : node.inputs()) {
                Node letter = letters.get(input);
                Node image = letter != null ? letter : images.get(input);
                inputs.add(image == null ? input : image);
            }
            images.put(node, Substitution.remade(node, inputs));
        }
        return images.at(root);
    }
}
