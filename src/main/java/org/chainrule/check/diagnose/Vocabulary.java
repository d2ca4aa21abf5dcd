package org.chainrule.check.diagnose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.Domain;

/** What can be written in a line: the names, and how the line's author writes. */
final class Vocabulary {
    private static final int LONGEST_FORMULA = 200;
    private static final int LONGEST_GRAPH = 600;

    private final Target target;
    private final Map<String, Node> names;
    private final Map<String, Node> arrays = new LinkedHashMap<>();
    /** The first name of each node that has one. */
    private final NodeMap<String> firstNames = new NodeMap<>();

    private final Set<String> numbers = new LinkedHashSet<>();
    private final boolean callsTranspose;
    private final List<Node> model;
    private final ActivationDerivatives activations;
    private final TruthComparison measure;
    private final ConstantFactors scalings;

    Vocabulary(Target target) {
        this.target = target;
        this.names = target.names();
        this.callsTranspose = ExprTree.calls(target.claim(), "transpose", 1000);
        numbers.addAll(target.sizes());
        names.forEach((name, node) -> {
            firstNames.putIfAbsent(node, name);
            if (node.isScalar() && !node.isVariable()) {
                numbers.add(name);
            } else {
                arrays.put(name, node);
            }
        });
        List<Node> roots = new ArrayList<>(target.loss().map(List::of).orElse(List.of(target.truth())));
        this.model = Walk.from(roots).nodes();
        this.activations = ActivationDerivatives.of(this);
        this.measure = new TruthComparison(target);
        this.scalings = new ConstantFactors(this);
    }

    /** What expressions are compared with. */
    TruthComparison measure() {
        return measure;
    }

    /** The factors that a line may be off by. */
    ConstantFactors scalings() {
        return scalings;
    }

    Target target() {
        return target;
    }

    Node truth() {
        return target.truth();
    }

    Optional<Node> resolve(Expr e) {
        return target.resolve(e);
    }

    /** The names that stand for quantities of the model, not for fixed numbers. */
    Map<String, Node> arrays() {
        return arrays;
    }

    /** The names that stand for numbers: sizes, and definitions such as {@code m = 5}. */
    Set<String> numbers() {
        return numbers;
    }

    /** What the loss is computed from, inputs first. */
    List<Node> model() {
        return model;
    }

    /** The derivatives of the activations in the model. */
    ActivationDerivatives activations() {
        return activations;
    }

    /** The variable of the line as it stands in a sentence. */
    String variable() {
        return "`" + target.variable().flatMap(this::spell).map(Candidate::text).orElse("x") + "`";
    }

    /** The first name of a node. */
    Optional<String> nameOf(Node node) {
        return node.label()
                .filter(label -> names.get(label) == node)
                .or(() -> Optional.ofNullable(firstNames.get(node)));
    }

    /** The transpose, as the author writes it. */
    Expr transpose(Expr e) {
        if (e instanceof Expr.Negate minus) {
            return ExprParts.negate(transpose(minus.operand()));
        }
        return callsTranspose && ExprParts.transposed(e).isEmpty()
                ? ExprParts.call("transpose", e)
                : ExprParts.transpose(e);
    }

    /** A node of the model as an expression in its names; empty when that is long, or cannot be read back. */
    Optional<Expr> spell(Node node) {
        Optional<String> name = nameOf(node);
        return name.isPresent() ? name.map(ExprParts::name) : formula(node);
    }

    /**
     * A gradient as an expression, simplified; empty when that is long, or cannot be read back. Gradients that earlier
     * lines have named stand by these names.
     */
    Optional<Expr> spellSimply(Node gradient) {
        if (isLong(gradient)) {
            return Optional.empty();
        }
        NodeMap<Node> letters = new NodeMap<>();
        names.forEach((name, node) -> {
            if (!node.isLeaf() && node.isVariable() && node.label().isEmpty() && node != gradient) {
                letters.putIfAbsent(node, Node.input(name, node.type(), Domain.REAL));
            }
        });
        try {
            Node lettered = Substitution.apply(gradient, letters);
            Node simple = Simplifier.simplify(lettered);
            return nameOf(simple).map(ExprParts::name).or(() -> formula(simple));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** Whether a formula would be far too long for a line: simplifying it would be wasted work. */
    private static boolean isLong(Node root) {
        Set<Node> seen = new HashSet<>(Set.of(root));
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty() && seen.size() <= LONGEST_GRAPH) {
            for (Node input : open.pop().inputs()) {
                if (input.label().isEmpty() && seen.add(input)) {
                    open.push(input);
                }
            }
        }
        return seen.size() > LONGEST_GRAPH;
    }

    /** A node as its op applied to its inputs, which stand by their names. */
    Optional<Expr> formula(Node node) {
        String text = Formula.text(node);
        if (text.length() > LONGEST_FORMULA || text.contains("…")) {
            return Optional.empty();
        }
        try {
            Expr parsed = Syntax.parseExpression(Source.of("formula", text)).result();
            return resolve(parsed).isPresent() ? Optional.of(parsed) : Optional.empty();
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
