package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.Domain;

/**
 * The derivatives of the elementwise functions of a model, written as a lecture writes them.
 *
 * @param all all of them, inner layers first
 */
record ActivationDerivatives(List<Derivative> all) {
    /** A derivative of more operations than this is called by its name. */
    private static final int LONGEST = 5;

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

    static ActivationDerivatives of(Vocabulary vocabulary) {
        Map<Node, Derivative> byNode = new LinkedHashMap<>();
        Map<Slope.Of, Slope> slopes = new HashMap<>();
        for (Node node : vocabulary.model()) {
            if (node.rank() > 0 || vocabulary.nameOf(node).isPresent()) {
                chain(node, vocabulary, slopes).ifPresent(d -> byNode.putIfAbsent(d.node(), d));
            }
        }
        return new ActivationDerivatives(List.copyOf(byNode.values()));
    }

    /** The derivative of a node by the nearest named node, or the nearest that is not elementwise, below it. */
    private static Optional<Derivative> chain(Node top, Vocabulary vocabulary, Map<Slope.Of, Slope> slopes) {
        List<Factor> factors = new ArrayList<>();
        boolean curved = false;
        Node at = top;
        while (true) {
            Optional<Step> step = step(at, vocabulary, slopes);
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

    private static Optional<Step> step(Node node, Vocabulary vocabulary, Map<Slope.Of, Slope> slopes) {
        // 1 / (1 + exp(-z)) is a sigmoid.
        boolean inverse = node.op() == Arithmetic.DIV && !node.input(0).isVariable();
        Node simple = inverse ? Simplifier.forStability().apply(node) : node;
        Node function = isUnary(simple) ? simple : node;
        List<Node> inputs = function.inputs();
        List<Integer> varying = IntStream.range(0, inputs.size())
                .filter(k -> inputs.get(k).isVariable())
                .boxed()
                .toList();
        // A power is a formula, and its derivative a rule of its own; so are c - x and c / x.
        boolean apart = function.op() == Powers.POW || (!isUnary(function) && !(function.op() instanceof Elementwise));
        boolean under = function.op() == Arithmetic.SUB || function.op() == Arithmetic.DIV;
        return varying.size() == 1
                        && !apart
                        && !(under && varying.get(0) == 1)
                        && function.op().smoothness(varying.get(0)).isSmooth()
                ? derivative(
                        function,
                        slopes.computeIfAbsent(Slope.Of.input(function, varying.get(0)), Slope::of),
                        node,
                        vocabulary)
                : Optional.empty();
    }

    /** Whether a node is a function of each entry of its one input, by a row of the catalogue or by any other op. */
    static boolean isUnary(Node node) {
        return node.op().isElementwise()
                && node.inputs().size() == 1
                && node.shape().sameShape(node.input(0).shape());
    }

    /**
     * The derivative of an op by one input, simplified: one for all layers that have the same activation.
     *
     * @param k which input
     * @param x stands for that input
     * @param z stands for the value of the op
     */
    private record Slope(int k, Node x, Node z, Node slope) {
        /**
         * What it is the derivative of.
         *
         * @param others the inputs, with nothing in the place of the one that is not held fixed
         */
        record Of(Op op, int k, Type type, List<Optional<Node>> others) {
            static Of input(Node function, int k) {
                List<Optional<Node>> others = new ArrayList<>();
                for (int i = 0; i < function.inputs().size(); i++) {
                    others.add(i == k ? Optional.empty() : Optional.of(function.input(i)));
                }
                return new Of(function.op(), k, function.input(k).type(), others);
            }
        }

        static Slope of(Of of) {
            Node x = Node.input("x", of.type(), Domain.REAL);
            List<Node> inputs = new ArrayList<>();
            of.others().forEach(other -> inputs.add(other.orElse(x)));
            Node z = Node.of(of.op(), inputs).named("z");
            Node vjp = of.op().vjp(of.k(), Node.constant(1), z, inputs);
            return new Slope(
                    of.k(), x, z, Simplifier.forReading().knowing(List.of(z)).apply(vjp));
        }
    }

    /**
     * The derivative as the op has it; what is too long for a factor is written with a prime.
     *
     * @param written the node as the model writes it
     */
    private static Optional<Step> derivative(Node node, Slope of, Node written, Vocabulary vocabulary) {
        Node below = node.input(of.k());
        NodeMap<Node> places = new NodeMap<>();
        places.put(of.x(), below);
        places.put(of.z(), written);
        Optional<Expr> formula = vocabulary.spell(Substitution.apply(of.slope(), places));
        Optional<Expr> primed = operations(of.slope(), of.z()) > LONGEST ? written(node, vocabulary) : Optional.empty();
        return primed.or(() -> formula)
                .map(e -> new Step(below, factors(e), of.slope().isVariable()));
    }

    /** The nodes of a formula of x and z that are neither. */
    private static int operations(Node slope, Node z) {
        return (int) Walk.from(List.of(slope)).nodes().stream()
                .filter(node -> node != z && !node.inputs().isEmpty())
                .count();
    }

    /** The factors of a formula; {@code 1 / x} has one, below. */
    private static List<Factor> factors(Expr e) {
        List<Factor> factors = ExprParts.factors(e);
        return factors.get(0).expr().equals(ExprParts.number(1)) ? factors.subList(1, factors.size()) : factors;
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
        return ExprParts.factors(ExprForm.write("a * (1 - a)", a));
    }
}
