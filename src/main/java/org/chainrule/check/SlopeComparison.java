package org.chainrule.check;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.NonFinite;
import org.chainrule.exec.SizeInference;
import org.chainrule.exec.Values;
import org.chainrule.exec.compile.Program;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Runs the comparison for all variables of one scalar at one point. */
final class SlopeComparison {
    /** A run of the comparison: its point, its results, and the scalar that was differenced. */
    record Run(Node scalar, Values values, List<VariableCheck> checks) {
        boolean isRight() {
            return checks.stream().noneMatch(check -> check.outcome() == VariableCheck.Outcome.WRONG);
        }
    }

    /** How many values of a function its slopes along two lines may take, see {@link Slopes}. */
    private static final int LINES = 48;
    /** About how many times as much as a function its gradient takes. */
    private static final int GRADIENT = 4;

    private final double tolerance;
    private final SplittableRandom random;
    private final Spending spending;
    private final List<String> notes = new ArrayList<>();
    private int evaluations;
    private boolean joint;

    SlopeComparison(double tolerance, SplittableRandom random, Spending spending) {
        this.tolerance = tolerance;
        this.random = random;
        this.spending = spending;
    }

    /** What was compared with what, where a budget did not allow lines through every variable. */
    List<String> notes() {
        return notes;
    }

    /** Whether a budget did not allow lines through every variable. */
    boolean isJoint() {
        return joint;
    }

    /** How often a graph was run to difference it. */
    int evaluations() {
        return evaluations;
    }

    /**
     * The gradients of a scalar.
     *
     * @param claims gradients derived by somebody else, by variable; autodiff's are taken for the others
     */
    Run first(Node loss, List<Node> wrt, NodeMap<Node> claims, List<Binding> bindings, Sizes sizes) {
        Gradient gradient = Gradient.of(loss, wrt);
        List<Node> gradients = new ArrayList<>();
        for (Node variable : wrt) {
            Node claim = claims.get(variable);
            gradients.add(claim != null ? claim : gradient.orZero(variable));
        }
        return run(loss, loss, wrt, gradients, bindings, sizes, 1);
    }

    /**
     * The gradients of the gradient along a random direction: a vjp that hides a dependence is right at order 1 and
     * found here.
     */
    Run second(Node loss, List<Node> wrt, List<Binding> bindings, Sizes sizes) {
        Gradient gradient = Gradient.of(loss, wrt);
        Values point = Interpreter.run(withAll(loss, wrt), bindings, sizes, DType.F64);
        List<Binding> all = new ArrayList<>(bindings);
        Node slope = Node.constant(0);
        for (Node variable : wrt) {
            Node direction = Node.input("direction", Type.real(variable.shape()), Domain.REAL);
            all.add(direction.is(Tensor.fill(
                    DType.F64,
                    variable.shape().resolve(point.sizes()),
                    i -> (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextDouble()))));
            slope = slope.plus(gradient.orZero(variable).times(direction).sum());
        }
        Gradient twice = Gradient.of(slope, wrt);
        List<Node> gradients = wrt.stream().map(twice::orZero).toList();
        return run(loss, slope, wrt, gradients, all, point.sizes(), 2);
    }

    private static List<Node> withAll(Node node, List<Node> others) {
        List<Node> all = new ArrayList<>();
        all.add(node);
        all.addAll(others);
        return all;
    }

    /** The nodes whose derivative the user declared zero: differences must not look through them either. */
    private static NodeMap<Boolean> stopped(Node loss) {
        NodeMap<Boolean> stopped = new NodeMap<>();
        for (Node node : Walk.from(List.of(loss)).nodes()) {
            if (node.op() instanceof StopGradient) {
                stopped.put(node, true);
            }
        }
        return stopped;
    }

    private Run run(
            Node loss,
            Node scalar,
            List<Node> wrt,
            List<Node> gradients,
            List<Binding> bindings,
            Sizes sizes,
            int order) {
        Sizes known = SizeInference.from(bindings, sizes);
        long work = Spending.operations(List.of(scalar), known);
        if (wrt.stream().allMatch(Node::isLeaf)
                && work > spending.budget() / 4 / LINES / wrt.size()
                && haveShapes(gradients, wrt, known)) {
            return joint(scalar, wrt, gradients, bindings, known, order, work, stopped(loss));
        }
        Values base = Interpreter.run(withAll(scalar, wrt), bindings, sizes, DType.F64);
        requireFinite(scalar, base, order);
        List<Node> outputs = withAll(loss, withAll(scalar, wrt));
        outputs.addAll(gradients);
        Values values = Interpreter.run(outputs, bindings, base.sizes(), DType.F64);
        NodeMap<Boolean> held = stopped(loss);
        double wholeScale = 0;
        for (Node gradient : gradients) {
            for (double entry : values.get(gradient).toArray()) {
                wholeScale = Math.max(wholeScale, Double.isFinite(entry) ? Math.abs(entry) : 0);
            }
        }
        Map<String, Long> byName = RandomPoint.sizesByName(Walk.from(outputs), values.sizes());
        List<VariableCheck> checks = new ArrayList<>();
        for (int i = 0; i < wrt.size(); i++) {
            Node variable = wrt.get(i);
            Probe probe = new Probe(scalar, variable, held, values);
            Coordinates x = Coordinates.of(variable, values.get(variable));
            Tensor claimed = values.get(gradients.get(i));
            long share = spending.left() / (wrt.size() - i);
            VariableCheck check = claimed.shape().equals(x.shape())
                    ? examiner(order, probe, x, claimed, wholeScale, share, work)
                            .examine(ShortText.of(variable), byName)
                    : wrongShape(variable, x, claimed, probe, byName, work);
            checks.add(check.ok() || claimed.isFinite() ? check : traced(check, values));
            evaluations += probe.evaluations();
            spending.spend(probe.evaluations() * work);
        }
        return new Run(scalar, values, List.copyOf(checks));
    }

    private Examiner examiner(
            int order, Probe probe, Coordinates x, Tensor claimed, double wholeScale, long share, long work) {
        int most = (int) Math.min(Integer.MAX_VALUE, share / Math.max(1, work));
        return new Examiner(order, probe, x, claimed, tolerance, wholeScale, random.split(), most);
    }

    private static void requireFinite(Node scalar, Values base, int order) {
        if (!Double.isFinite(base.get(scalar).item())) {
            throw new ChainruleException((order == 1
                            ? say(
                                    "the function is {0} at this point, so its slopes cannot be measured:",
                                    base.get(scalar))
                            : say(
                                    "the gradient is {0} at this point, so its slopes cannot be measured:",
                                    base.get(scalar)))
                    .line(base.firstNonFinite().map(NonFinite::message).orElse(Message.NONE))
                    .line(say("Give values, or declare domains, at which everything is finite")));
        }
    }

    private static boolean haveShapes(List<Node> gradients, List<Node> wrt, Sizes sizes) {
        for (int i = 0; i < gradients.size(); i++) {
            if (!gradients
                    .get(i)
                    .shape()
                    .resolve(sizes)
                    .equals(wrt.get(i).shape().resolve(sizes))) {
                return false;
            }
        }
        return true;
    }

    private Run joint(
            Node scalar,
            List<Node> wrt,
            List<Node> gradients,
            List<Binding> bindings,
            Sizes sizes,
            int order,
            long work,
            NodeMap<Boolean> held) {
        joint = true;
        List<Node> outputs = withAll(scalar, wrt);
        outputs.addAll(gradients);
        Values values = Program.of(outputs, DType.F64).run(bindings, sizes);
        spending.spend(GRADIENT * work);
        if (!Double.isFinite(values.get(scalar).item())) {
            requireFinite(scalar, Interpreter.run(List.of(scalar), bindings, sizes, DType.F64), order);
        }
        JointProbe probe = new JointProbe(scalar, wrt, held, bindings, sizes);
        JointCheck check = new JointCheck(
                order,
                probe,
                wrt.stream().map(ShortText::of).toList(),
                wrt.stream().map(each -> Coordinates.of(each, values.get(each))).toList(),
                gradients.stream().map(values::get).toList(),
                tolerance,
                random.split(),
                spending,
                work);
        JointCheck.Done done = check.run();
        evaluations += probe.evaluations();
        notes.add("one value takes about " + said(work) + " operations, so that " + said(spending.budget())
                + " do not allow lines through each of " + wrt.size() + " variables: they moved together, in "
                + done.groups() + (done.groups() == 1 ? " group" : " groups")
                + ", along random directions; one by one " + said(done.entries()) + " of " + said(done.all())
                + " entries were compared");
        List<VariableCheck> checks = check.checks().stream()
                .map(each -> each.ok() || Double.isFinite(each.maxRelError()) ? each : traced(each, values))
                .toList();
        return new Run(scalar, values, checks);
    }

    private static String said(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static VariableCheck traced(VariableCheck check, Values values) {
        List<String> findings = new ArrayList<>(check.findings());
        values.firstNonFinite().ifPresent(first -> findings.add("the gradient is not finite: " + first.message()));
        return new VariableCheck(
                check.variable(),
                check.shape(),
                check.order(),
                check.outcome(),
                check.maxRelError(),
                check.entriesChecked(),
                check.worst(),
                check.kinks(),
                List.copyOf(findings));
    }

    private VariableCheck wrongShape(
            Node variable, Coordinates x, Tensor claimed, Probe probe, Map<String, Long> byName, long work) {
        List<String> findings = new ArrayList<>();
        findings.add("the gradient has shape " + claimed.shape() + ", but " + ShortText.of(variable) + " has shape "
                + x.shape());
        mended(claimed, x.shape()).forEach((how, tensor) -> {
            Examiner examiner = examiner(1, probe, x, tensor, 0, spending.left(), work);
            if (examiner.examine("", byName).ok()) {
                findings.add(how);
            }
        });
        return new VariableCheck(
                ShortText.of(variable),
                x.shape(),
                1,
                VariableCheck.Outcome.WRONG,
                Double.NaN,
                0,
                List.of(),
                List.of(),
                List.copyOf(findings));
    }

    /** The ways in which a tensor can be brought to a shape, by what that would mean. */
    private static Map<String, Tensor> mended(Tensor claimed, Shape shape) {
        Map<String, Tensor> ways = new LinkedHashMap<>();
        Node node = Node.constant(claimed);
        if (node.T().shape().sameShape(shape)) {
            ways.put("the transpose of this gradient is right", value(node.T()));
        }
        try {
            Node summed = Broadcast.undo(node, shape);
            if (summed.shape().sameShape(shape)) {
                ways.put(
                        "summed over the axes that " + shape + " does not have it is right: a sum is missing",
                        value(summed));
            }
        } catch (ShapeException e) {
            // The shapes have nothing to do with each other.
            return ways;
        }
        return ways;
    }

    private static Tensor value(Node node) {
        return Interpreter.run(List.of(node)).get(node);
    }
}
