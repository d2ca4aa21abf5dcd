package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Sigmoids;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.Domain;

/** The derivatives of the elementwise functions of a model, written as a lecture writes them. */
final class ActivationDerivatives {
    /** A derivative of more operations than this is called by its name. */
    private static final int LONGEST = 5;

    private final List<Derivative> derivatives = new ArrayList<>();

    /**
     * The derivative of one activation.
     *
     * @param function what a reader calls it: {@code tanh(Z1)}
     * @param factors its factors: {@code A1} and {@code 1 - A1}
     * @param node its graph
     */
    record Derivative(String function, List<Factor> factors, Node node) {
        /** The derivative as one expression. */
        Expr formula() {
            return ExprParts.product(factors);
        }
    }

    private ActivationDerivatives() {}

    static ActivationDerivatives of(Vocabulary vocabulary) {
        ActivationDerivatives all = new ActivationDerivatives();
        Map<Node, Derivative> byNode = new LinkedHashMap<>();
        for (Node node : vocabulary.model()) {
            if (node.rank() > 0 || vocabulary.nameOf(node).isPresent()) {
                chain(node, vocabulary).ifPresent(d -> byNode.putIfAbsent(d.node(), d));
            }
        }
        all.derivatives.addAll(byNode.values());
        return all;
    }

    /** All of them, inner layers first. */
    List<Derivative> all() {
        return derivatives;
    }

    /** The derivative of a node by the nearest named node, or the nearest that is not elementwise, below it. */
    private static Optional<Derivative> chain(Node top, Vocabulary vocabulary) {
        List<Factor> factors = new ArrayList<>();
        boolean curved = false;
        Node at = top;
        while (true) {
            Optional<Step> step = step(at, vocabulary);
            if (step.isEmpty() || !step.get().below.shape().sameShape(top.shape())) {
                break;
            }
            factors.addAll(step.get().factors);
            curved |= step.get().curved;
            at = step.get().below;
            if (at.isLeaf() || vocabulary.nameOf(at).isPresent()) {
                break;
            }
        }
        if (!curved) {
            return Optional.empty();
        }
        String function =
                vocabulary.spell(isUnary(top) ? top : at).map(Candidate::text).orElseGet(() -> ShortText.formula(top));
        String shown = vocabulary.nameOf(top).orElse(function);
        return vocabulary
                .resolve(ExprParts.product(factors))
                .filter(node -> node.shape().sameShape(top.shape()))
                .map(node -> new Derivative(shown, factors, node));
    }

    /**
     * One elementwise function on the way down.
     *
     * @param curved whether its derivative is more than a constant
     */
    private record Step(Node below, List<Factor> factors, boolean curved) {}

    private static Optional<Step> step(Node node, Vocabulary vocabulary) {
        Op op = node.op();
        if (op == Arithmetic.DIV && !node.input(0).isVariable()) {
            Optional<Step> known = writtenOut(node, vocabulary);
            if (known.isPresent()) {
                return known;
            }
        }
        if (op instanceof Elementwise && node.inputs().size() == 2) {
            return maximum(node, vocabulary).or(() -> scaling(node, vocabulary));
        }
        return isUnary(node) ? derivative(node, vocabulary) : Optional.empty();
    }

    /** Whether a node is a function of each entry of its one input, by a row of the catalogue or by any other op. */
    static boolean isUnary(Node node) {
        return node.op().maskRule() == MaskRule.ELEMENTWISE
                && node.inputs().size() == 1
                && node.shape().sameShape(node.input(0).shape());
    }

    /** {@code 1 / (1 + exp(-z))} is a sigmoid. */
    private static Optional<Step> writtenOut(Node node, Vocabulary vocabulary) {
        Node simple = Simplifier.forStability().apply(node);
        Optional<Expr> a = vocabulary.spell(node);
        return simple.op() == Sigmoids.SIGMOID && a.isPresent()
                ? Optional.of(new Step(simple.input(0), sigmoid(a.get()), true))
                : Optional.empty();
    }

    /** {@code maximum(0, z)}, as relu is written with numpy. */
    private static Optional<Step> maximum(Node node, Vocabulary vocabulary) {
        for (int i = 0; i < 2 && node.op() == Extremes.MAXIMUM; i++) {
            Node z = node.input(1 - i);
            if (node.input(i).constantScalar().filter(value -> value == 0).isPresent() && z.isVariable()) {
                return vocabulary.spell(z).map(x -> new Step(z, relu(x), true));
            }
        }
        return Optional.empty();
    }

    /** A sum or product with something that is held fixed. */
    private static Optional<Step> scaling(Node node, Vocabulary vocabulary) {
        Op op = node.op();
        Node x = node.input(0);
        Node y = node.input(1);
        boolean first = x.isVariable() && !y.isVariable();
        boolean second = y.isVariable() && !x.isVariable();
        if (op == Arithmetic.ADD && (first || second)) {
            return Optional.of(new Step(first ? x : y, List.of(), false));
        }
        if (op == Arithmetic.SUB && first) {
            return Optional.of(new Step(x, List.of(), false));
        }
        if (op == Arithmetic.MUL && (first || second)) {
            return vocabulary
                    .spell(first ? y : x)
                    .map(c -> new Step(first ? x : y, List.of(new Factor(c, false)), false));
        }
        if (op == Arithmetic.DIV && first) {
            return vocabulary.spell(y).map(c -> new Step(x, List.of(new Factor(c, true)), false));
        }
        return Optional.empty();
    }

    /** The derivative as the op has it, simplified; what is too long for a factor is written with a prime. */
    private static Optional<Step> derivative(Node node, Vocabulary vocabulary) {
        Node x = Node.input("x", node.input(0).type(), Domain.REAL);
        Node z = Node.of(node.op(), x).named("z");
        if (!node.op().smoothness(0).isSmooth()) {
            return Optional.empty();
        }
        Node slope =
                Simplifier.forReading().knowing(List.of(z)).apply(node.op().vjp(0, Node.constant(1), z, List.of(x)));
        NodeMap<Node> places = new NodeMap<>();
        places.put(x, node.input(0));
        places.put(z, node);
        Optional<Expr> formula =
                vocabulary.spell(Substitution.apply(List.of(slope), places).get(0));
        Optional<Expr> primed = operations(slope, z) > LONGEST ? written(node, vocabulary) : Optional.empty();
        return primed.or(() -> formula).map(e -> new Step(node.input(0), factors(e), slope.isVariable()));
    }

    /** The nodes of a formula of x and z that are neither. */
    private static int operations(Node slope, Node z) {
        return (int) Walk.from(List.of(slope)).nodes().stream()
                .filter(node -> node != z && !node.inputs().isEmpty())
                .count();
    }

    /** The factors of a formula; {@code 1 / x} has one, below. */
    private static List<Factor> factors(Expr e) {
        List<Factor> factors = new ArrayList<>(ExprParts.factors(e));
        if (factors.size() > 1 && factors.get(0).expr().equals(ExprParts.number(1))) {
            factors.remove(0);
        }
        return factors;
    }

    /** Any function with a prime: {@code gelu'(Z1)}. */
    private static Optional<Expr> written(Node node, Vocabulary vocabulary) {
        return vocabulary
                .formula(node)
                .filter(Expr.Call.class::isInstance)
                .map(Expr.Call.class::cast)
                .map(call -> ExprParts.call(call.function() + "'", call.arguments(), call.keywords()))
                .filter(call -> vocabulary.resolve(call).isPresent());
    }

    /** {@code a * (1 - a)}. */
    static List<Factor> sigmoid(Expr a) {
        return List.of(new Factor(a, false), new Factor(ExprParts.minus(ExprParts.number(1), a), false));
    }

    /** {@code z > 0}. */
    static List<Factor> relu(Expr z) {
        return List.of(new Factor(ExprParts.binary(BinaryOp.GREATER, z, ExprParts.number(0)), false));
    }
}
