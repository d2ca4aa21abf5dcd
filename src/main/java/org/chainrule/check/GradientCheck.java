package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.SizeInference;
import org.chainrule.exec.Values;
import org.chainrule.exec.compile.Program;
import org.chainrule.grad.Adjoint;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * The numeric gradient check: a gradient is compared with differences of the function itself, extrapolated to step 0, in
 * float64 whatever the type of the values.
 *
 * <pre>{@code
 * GradientCheck.of(loss).wrt(W, b).at(X.is(data), W.is(w0), b.is(b0)).orThrow();
 * GradientCheck.of(loss).wrt(W).order(2).at();            // at a random point of the declared domains
 * GradientCheck.of(loss).against(W, mine).at().orThrow(); // a gradient derived by hand
 * }</pre>
 *
 * <p>Two random directions come first, which takes a few evaluations a variable; a table of entries is made only when
 * they disagree. An entry's error is measured against the largest entry of the gradient, so a tiny entry next to a big
 * one raises no alarm. At a kink any value between the slopes of both sides is right, and the kink is reported. Where
 * the user put {@code stop_gradient}, differences do not look through it either.
 */
public final class GradientCheck {
    private static final long SEED = 1;
    private static final double TOLERANCE = 1e-6;
    private static final long BUDGET = 20_000_000_000L;

    private final Node loss;
    private final List<Node> wrt;
    private final NodeMap<Node> claims;
    private final long seed;
    private final int order;
    private final double tolerance;
    private final Sizes sizes;
    private final long budget;

    private GradientCheck(
            Node loss,
            List<Node> wrt,
            NodeMap<Node> claims,
            long seed,
            int order,
            double tolerance,
            Sizes sizes,
            long budget) {
        this.loss = loss;
        this.wrt = wrt;
        this.claims = claims;
        this.seed = seed;
        this.order = order;
        this.tolerance = tolerance;
        this.sizes = sizes;
        this.budget = budget;
    }

    /** A check of the gradients of a scalar. */
    public static GradientCheck of(Node loss) {
        return new GradientCheck(loss, List.of(), new NodeMap<>(), SEED, 1, TOLERANCE, Sizes.NONE, BUDGET);
    }

    /**
     * Of the gradients by these nodes: parameters, inputs, or intermediate results. Without this call, by all
     * parameters, or by all real inputs when there are none.
     */
    public GradientCheck wrt(Node... variables) {
        return new GradientCheck(loss, merged(List.of(variables)), claims, seed, order, tolerance, sizes, budget);
    }

    private List<Node> merged(List<Node> more) {
        return Stream.concat(wrt.stream(), more.stream()).distinct().toList();
    }

    /** Of a gradient somebody else derived. */
    public GradientCheck against(Node variable, Node claimed) {
        NodeMap<Node> more = new NodeMap<>();
        claims.forEach(more::put);
        more.put(variable, claimed);
        return new GradientCheck(loss, merged(List.of(variable)), more, seed, order, tolerance, sizes, budget);
    }

    /** Of the value of a gradient somebody else computed, at the point given to {@link #at}. */
    public GradientCheck against(Node variable, Tensor claimed) {
        return against(variable, Node.constant(claimed));
    }

    /**
     * Whether the node itself, whatever its shape, is the same as another expression: both are computed at random points of
     * the declared domains, with free sizes that are all distinct. It is the check for a gradient derived by hand as a
     * formula.
     *
     * <pre>{@code
     * Node X = input("X", "n", "m"), Y = input("Y", 1, "m"), w = param("w", 1, "n");
     * Node E = w.matmul(X).minus(Y);
     * Node J = E.square().sum();
     * check(grad(J, w)).equalTo(E.matmul(X.T()).times(2)).orThrow();
     * check(grad(J, w)).equalTo(E.matmul(X.T())).isRight();            // false
     * }</pre>
     *
     * @return what was found; a difference is no exception
     */
    public Equality equalTo(Node expression) {
        return Equality.of(loss, expression, seed);
    }

    /** With another seed for directions and random points. */
    public GradientCheck seed(long number) {
        return new GradientCheck(loss, wrt, claims, number, order, tolerance, sizes, budget);
    }

    /**
     * Up to an order.
     *
     * @param highest 1 for the gradient, 2 for the gradient and its own derivative
     */
    public GradientCheck order(int highest) {
        if (highest != 1 && highest != 2) {
            throw new ChainruleException("a gradient check is of order 1 or 2, not {0}", highest);
        }
        return new GradientCheck(loss, wrt, claims, seed, highest, tolerance, sizes, budget);
    }

    /**
     * With another tolerance.
     *
     * @param relative the largest difference let through, relative to the largest entry of the gradient
     */
    public GradientCheck tolerance(double relative) {
        if (!(relative > 0 && relative < 1)) {
            throw new ChainruleException("a tolerance is between 0 and 1, not {0}", relative);
        }
        return new GradientCheck(loss, wrt, claims, seed, order, relative, sizes, budget);
    }

    /** With values of free sizes that no binding determines. */
    public GradientCheck sizes(Sizes free) {
        return new GradientCheck(loss, wrt, claims, seed, order, tolerance, free, budget);
    }

    /**
     * With another budget. Where it does not allow lines through every variable, groups of variables move together, every op
     * is checked on its own, and a sample of entries is compared; the notes of the report say how much. The gradient itself
     * is computed whatever it takes.
     *
     * @param operations about how many operations the check may take: they are counted, from the graph, and not timed; by
     *     default twenty thousand million; the search for what differs goes beyond it
     */
    public GradientCheck budget(long operations) {
        if (operations < 1) {
            throw new ChainruleException("a budget is of at least one operation, not {0}", operations);
        }
        return new GradientCheck(loss, wrt, claims, seed, order, tolerance, sizes, operations);
    }

    /**
     * Checks at a point; without values, at a random one: every input and parameter is drawn from its domain, and free
     * sizes get numbers that are all distinct.
     *
     * @param values of every input and parameter that the loss depends on, or none
     * @return the verdict; a wrong gradient is no exception
     * @throws ChainruleException when a value is missing, the loss is not finite at the point, does not depend on a
     *     variable, or a variable is an index
     */
    public Report at(Binding... values) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Node> variables = variables();
        List<String> notes = new ArrayList<>();
        List<Binding> bindings = List.of(values);
        Sizes free = sizes;
        if (values.length == 0) {
            RandomPoint point = RandomPoint.of(outputs(variables), random.split());
            bindings = point.bindings();
            free = point.sizes();
            notes.add("at random values from the domains of the inputs" + with(free));
        }
        Spending spending = new Spending(budget);
        SlopeComparison engine = new SlopeComparison(tolerance, random, spending);
        SlopeComparison.Run run = engine.first(loss, variables, claims, bindings, free);
        List<VariableCheck> checks = new ArrayList<>(run.checks());
        Optional<FaultyNode> culprit = Optional.empty();
        if (claims.size() == 0 && engine.isJoint()) {
            culprit = alone(bindings, free, random, notes);
        } else if (claims.size() == 0 && !run.isRight()) {
            culprit = FaultyNode.find(loss, run.values(), 1, tolerance, random.split(), spending);
        }
        List<Node> unclaimed = variables.stream().filter(v -> !claims.has(v)).toList();
        if (order == 2 && run.isRight() && !unclaimed.isEmpty()) {
            SlopeComparison.Run second = engine.second(loss, unclaimed, bindings, free);
            checks.addAll(second.checks());
            culprit = second.isRight() ? culprit : secondCulprit(second, random, spending);
        }
        boolean wrong = checks.stream().anyMatch(check -> check.outcome() == VariableCheck.Outcome.WRONG);
        if (wrong && culprit.isEmpty() && claims.size() == 0) {
            notes.add(
                    "the rule of every single op agrees with its slopes: the conventions of several kinks may not add up "
                            + "at this point; try another one");
        }
        notes.addAll(0, engine.notes());
        return new Report(checks, culprit, notes, seed, engine.evaluations());
    }

    /** Of a function that is too dear for lines through every variable, every op by itself. */
    private Optional<FaultyNode> alone(
            List<Binding> bindings, Sizes free, SplittableRandom random, List<String> notes) {
        Sizes known = SizeInference.from(bindings, free);
        List<Node> nodes = FaultyNode.candidates(loss, 1);
        List<Node> needed = nodes.stream()
                .flatMap(node -> node.inputs().stream())
                .filter(input -> !input.isConstant())
                .distinct()
                .toList();
        Values values = Program.of(needed, DType.F64).run(bindings, known);
        notes.add("each of its " + nodes.size() + " different ops was checked by itself");
        return FaultyNode.find(nodes, values, 1, tolerance, random.split(), new Spending(budget));
    }

    private Optional<FaultyNode> secondCulprit(SlopeComparison.Run second, SplittableRandom random, Spending spending) {
        // A wrong rule of an op in the gradient explains more than the op whose vjp uses it.
        return FaultyNode.find(second.scalar(), second.values(), 1, tolerance, random.split(), spending)
                .or(() -> FaultyNode.find(loss, second.values(), 2, tolerance, random.split(), spending));
    }

    private List<Node> outputs(List<Node> variables) {
        List<Node> outputs = new ArrayList<>(List.of(loss));
        outputs.addAll(variables);
        claims.forEach((variable, claim) -> outputs.add(claim));
        return outputs;
    }

    private static String with(Sizes sizes) {
        return sizes.asMap().isEmpty()
                ? ""
                : ", with "
                        + sizes.asMap().entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue())
                                .collect(Collectors.joining(", "));
    }

    private List<Node> variables() {
        List<Node> chosen = wrt;
        if (chosen.isEmpty()) {
            List<Node> leaves = Walk.from(List.of(loss)).nodes().stream()
                    .filter(node -> node.isLeaf() && node.type().isReal())
                    .toList();
            List<Node> params = leaves.stream()
                    .filter(node -> node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.PARAM)
                    .toList();
            chosen = params.isEmpty() ? leaves : params;
        }
        for (Node variable : chosen) {
            if (!variable.type().isReal()) {
                throw new ChainruleException("{0} is an index, it has no gradient to check", ShortText.of(variable));
            }
        }
        Walk walk = Walk.from(List.of(loss));
        for (Node variable : chosen) {
            if (walk.indexOf(variable) < 0 && !claims.has(variable)) {
                Adjoint none = Gradient.of(loss, List.of(variable)).adjoint(variable);
                throw new ChainruleException("there is no gradient to check: {0}", none.why());
            }
        }
        if (chosen.isEmpty()) {
            throw new ChainruleException(
                    "{0} depends on no real input or parameter: there is no gradient to check", ShortText.of(loss));
        }
        return chosen;
    }
}
