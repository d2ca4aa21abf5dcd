package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.rewrite.Simplifier;

/** The derivatives of the elementwise functions of a model, written as a lecture writes them. */
final class ActivationDerivatives {
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

    static ActivationDerivatives of(Vocabulary lexicon) {
        ActivationDerivatives all = new ActivationDerivatives();
        Map<Node, Derivative> byNode = new LinkedHashMap<>();
        for (Node node : lexicon.model()) {
            if (node.rank() > 0 || lexicon.nameOf(node).isPresent()) {
                chain(node, lexicon).ifPresent(d -> byNode.putIfAbsent(d.node(), d));
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
    private static Optional<Derivative> chain(Node top, Vocabulary lexicon) {
        List<Factor> factors = new ArrayList<>();
        boolean curved = false;
        Node at = top;
        while (true) {
            Optional<Step> step = step(at, lexicon);
            if (step.isEmpty() || !step.get().below.shape().sameShape(top.shape())) {
                break;
            }
            factors.addAll(step.get().factors);
            curved |= step.get().curved;
            at = step.get().below;
            if (at.isLeaf() || lexicon.nameOf(at).isPresent()) {
                break;
            }
        }
        if (!curved) {
            return Optional.empty();
        }
        String function = lexicon.spell(
                        top.op() instanceof Elementwise && top.inputs().size() == 1 ? top : at)
                .map(Candidate::text)
                .orElse(top.op().name());
        String shown = lexicon.nameOf(top).orElse(function);
        return lexicon.resolve(ExprParts.product(factors))
                .filter(node -> node.shape().sameShape(top.shape()))
                .map(node -> new Derivative(shown, factors, node));
    }

    /**
     * One elementwise function on the way down.
     *
     * @param curved whether its derivative is more than a constant
     */
    private record Step(Node below, List<Factor> factors, boolean curved) {}

    private static Optional<Step> step(Node node, Vocabulary lexicon) {
        Op op = node.op();
        if (!(op instanceof Elementwise) && !isAttributed(node)) {
            return Optional.empty();
        }
        if (op == Arithmetic.DIV && !node.input(0).isVariable()) {
            Optional<Step> known = writtenOut(node, lexicon);
            if (known.isPresent()) {
                return known;
            }
        }
        if (node.inputs().size() == 2) {
            return maximum(node, lexicon).or(() -> scaling(node, lexicon));
        }
        Node below = node.input(0);
        if (op == Arithmetic.NEG) {
            return Optional.of(new Step(below, List.of(new Factor(ExprParts.number(-1), false)), false));
        }
        Optional<Expr> z = lexicon.spell(node);
        Optional<Expr> x = lexicon.spell(below);
        if (z.isEmpty() || x.isEmpty()) {
            return Optional.empty();
        }
        return derivative(op, z.get(), x.get(), node, lexicon).map(factors -> new Step(below, factors, true));
    }

    /** {@code 1 / (1 + exp(-z))} is a sigmoid. */
    private static Optional<Step> writtenOut(Node node, Vocabulary lexicon) {
        Node simple = Simplifier.forStability().apply(node);
        Optional<Expr> a = lexicon.spell(node);
        return simple.op() == Sigmoids.SIGMOID && a.isPresent()
                ? Optional.of(new Step(simple.input(0), sigmoid(a.get()), true))
                : Optional.empty();
    }

    /** {@code maximum(0, z)}, as relu is written with numpy. */
    private static Optional<Step> maximum(Node node, Vocabulary lexicon) {
        for (int i = 0; i < 2 && node.op() == Extremes.MAXIMUM; i++) {
            Node z = node.input(1 - i);
            if (node.input(i).constantScalar().filter(value -> value == 0).isPresent() && z.isVariable()) {
                return lexicon.spell(z).map(x -> new Step(z, relu(x), true));
            }
        }
        return Optional.empty();
    }

    /** Rectifiers with a slope and the like: functions of each entry that are not rows of the table. */
    private static boolean isAttributed(Node node) {
        return node.inputs().size() == 1
                && node.rank() > 0
                && node.shape().sameShape(node.input(0).shape())
                && List.of("leaky_relu", "elu", "celu", "softplus")
                        .contains(node.op().name());
    }

    /** A sum or product with something that is held fixed. */
    private static Optional<Step> scaling(Node node, Vocabulary lexicon) {
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
            return lexicon.spell(first ? y : x).map(c -> new Step(first ? x : y, List.of(new Factor(c, false)), false));
        }
        if (op == Arithmetic.DIV && first) {
            return lexicon.spell(y).map(c -> new Step(x, List.of(new Factor(c, true)), false));
        }
        return Optional.empty();
    }

    private static Optional<List<Factor>> derivative(Op op, Expr z, Expr x, Node node, Vocabulary lexicon) {
        if (op == Sigmoids.SIGMOID) {
            return Optional.of(sigmoid(z));
        } else if (op == Hyperbolic.TANH) {
            return Optional.of(tanh(z));
        } else if (op == Rectifiers.RELU) {
            return Optional.of(relu(x));
        } else if (op == Powers.EXP) {
            return Optional.of(List.of(new Factor(z, false)));
        } else if (op == Powers.LOG) {
            return Optional.of(List.of(new Factor(x, true)));
        } else if (op == Powers.SQUARE) {
            return Optional.of(List.of(new Factor(ExprParts.number(2), false), new Factor(x, false)));
        } else if (op == Trigonometry.SIN) {
            return Optional.of(List.of(new Factor(ExprParts.call("cos", x), false)));
        } else if (op == Trigonometry.COS) {
            return Optional.of(List.of(new Factor(ExprParts.negate(ExprParts.call("sin", x)), false)));
        }
        return written(node, lexicon).map(call -> List.of(new Factor(call, false)));
    }

    /** Any other function with a prime: {@code gelu'(Z1)}. */
    private static Optional<Expr> written(Node node, Vocabulary lexicon) {
        return lexicon.formula(node)
                .filter(Expr.Call.class::isInstance)
                .map(Expr.Call.class::cast)
                .map(call -> ExprParts.call(call.function() + "'", call.arguments(), call.keywords()))
                .filter(call -> lexicon.resolve(call).isPresent());
    }

    /** {@code a * (1 - a)}. */
    static List<Factor> sigmoid(Expr a) {
        return List.of(new Factor(a, false), new Factor(ExprParts.minus(ExprParts.number(1), a), false));
    }

    /** {@code 1 - a^2}. */
    static List<Factor> tanh(Expr a) {
        return List.of(new Factor(ExprParts.minus(ExprParts.number(1), ExprParts.power(a, 2)), false));
    }

    /** {@code z > 0}. */
    static List<Factor> relu(Expr z) {
        return List.of(new Factor(ExprParts.binary(BinaryOp.GREATER, z, ExprParts.number(0)), false));
    }
}
