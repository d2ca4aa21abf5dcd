package org.chainrule.grad;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Stepwise;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A loop as one node: states s_t = f(s_(t−1), x_t), where f is a graph of its own. Its derivatives are loops as well, the
 * cotangents one from the last step to the first, so that a recurrent network or a solver of 100,000 steps has a graph, and a
 * gradient, of some twenty nodes. (L. Hascoët and V. Pascual, The Tapenade automatic differentiation tool, 2013, on the adjoint
 * of loops.)
 */
public final class Recurrence implements Op, Stepwise {
    private final StepGraph step;
    /** Whether the last element comes first. */
    private final boolean reverse;
    /** Whether only the state after all steps is kept. */
    private final boolean last;

    private @Nullable Recurrence allStates;
    private @Nullable Recurrence cotangents;
    private final Recurrence[] shares;

    private Recurrence(StepGraph step, boolean reverse, boolean last) {
        this.step = step;
        this.reverse = reverse;
        this.last = last;
        this.shares = new Recurrence[step.places().size() + step.outside().size()];
    }

    /**
     * The states after each step, stacked along a new first axis.
     *
     * @param f the state after a step, from the state before it and the element; it may use any other nodes
     * @param init the state before the first step
     * @param xs the elements, along the first axis
     * @throws ChainruleException when a step gives a state of another shape
     */
    public static Node scan(BinaryOperator<Node> f, Node init, Node xs) {
        return states(f, init, xs, false);
    }

    /** The state after all steps alone: what is computed on the way takes no memory until a gradient asks for it. */
    public static Node fold(BinaryOperator<Node> f, Node init, Node xs) {
        return states(f, init, xs, true);
    }

    private static Node states(BinaryOperator<Node> f, Node init, Node xs, boolean last) {
        if (xs.rank() == 0) {
            throw new ShapeException(
                    "scan goes along the first axis of its elements, and {0} is a scalar", ShortText.of(xs));
        }
        Node state = StepGraph.place("state", Type.real(init.shape()));
        Node element =
                StepGraph.place("element", new Type(xs.type().kind(), xs.shape().without(0)));
        Node next = f.apply(state, element);
        if (!next.shape().sameShape(init.shape())) {
            throw new ShapeException(
                    "a step of scan gives a state of shape {0}, and the one it begins with has shape {1}: make them one shape",
                    next.shape(), init.shape());
        }
        StepGraph.Made made = StepGraph.of(List.of(state, element), next);
        List<Node> in = new ArrayList<>(List.of(init, xs));
        in.addAll(made.taken());
        Node states = Node.of(new Recurrence(made.step(), false, last), in);
        return last ? states : after(states, xs.shape().dim(0));
    }

    /** All states but the first. */
    private static Node after(Node states, Dim steps) {
        return Slicing.slice(states, 0, Dim.of(1), steps.plus(1));
    }

    private static Node before(Node states, Dim steps) {
        return Slicing.slice(states, 0, Dim.of(0), steps);
    }

    private static Node at(Node states, Dim position) {
        return Reshape.to(
                Slicing.slice(states, 0, position, position.plus(1)),
                states.shape().without(0));
    }

    @Override
    public List<Node> places() {
        List<Node> places = new ArrayList<>(step.places());
        places.addAll(step.outside());
        return places;
    }

    @Override
    public int elements() {
        return step.places().size() - 1;
    }

    @Override
    public Node next() {
        return step.next();
    }

    @Override
    public boolean isReverse() {
        return reverse;
    }

    @Override
    public boolean isLast() {
        return last;
    }

    @Override
    public String name() {
        return last ? "fold" : "scan";
    }

    @Override
    public Type infer(List<Type> in) {
        Shape state = in.get(0).shape();
        for (int i = 0; i < in.size(); i++) {
            boolean element = i > 0 && i <= elements();
            Node place = i <= elements() ? step.places().get(i) : step.outside().get(i - 1 - elements());
            Shape given = element ? in.get(i).shape().without(0) : in.get(i).shape();
            if (!given.sameShape(place.shape())) {
                throw new ShapeException(
                        "input {0} of scan has shape {1} where the step was made for {2}", i, given, place.shape());
            }
        }
        return Type.real(last ? state : Shape.of(steps(in).plus(1)).concat(state));
    }

    private static Dim steps(List<Type> in) {
        return in.get(1).shape().dim(0);
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        DType dtype = in.get(0).dtype();
        int steps = in.get(1).shape().extent(0);
        StepGraph.Run run = step.run(in.subList(1 + elements(), in.size()), sizes, dtype);
        Tensor state = in.get(0);
        int size = state.count();
        double[] all = last ? new double[0] : Tensor.room(Shape.of((long) (steps + 1) * size));
        Tensor[] at = new Tensor[1 + elements()];
        for (int t = 0; t <= steps; t++) {
            int place = reverse ? steps - t : t;
            if (!last) {
                for (int k = 0; k < size; k++) {
                    all[place * size + k] = state.at(k);
                }
            }
            if (t < steps) {
                at[0] = state;
                for (int i = 1; i <= elements(); i++) {
                    at[i] = element(in.get(i), reverse ? steps - 1 - t : t);
                }
                state = run.step(at);
            }
        }
        return last
                ? state
                : Tensor.of(dtype, Shape.of(steps + 1L).concat(in.get(0).shape()), all);
    }

    private static Tensor element(Tensor xs, int t) {
        Shape shape = xs.shape().without(0);
        int size = shape.entries();
        return xs.dtype() == DType.I64
                ? Tensor.ofLongs(shape, longs(xs, t * size, size))
                : Tensor.fill(xs.dtype(), shape, k -> xs.at(t * size + k));
    }

    private static long[] longs(Tensor xs, int from, int count) {
        long[] values = new long[count];
        Arrays.setAll(values, k -> xs.wholeAt(from + k));
        return values;
    }

    /**
     * With states at places 0 to T, cotangents λ flow from the place where the loop ends to where it begins: each is what
     * comes from outside, and what the step from there passes back.
     */
    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        Dim steps = in.get(1).shape().dim(0);
        if (last) {
            Node states = Node.of(allStates(), in);
            Node among = Slicing.unslice(ExpandDims.insert(dz, 0), 0, steps.plus(1), reverse ? Dim.of(0) : steps, 1);
            return allStates().vjp(arg, among, states, in);
        }
        List<Node> back = new ArrayList<>(List.of(at(dz, reverse ? Dim.of(0) : steps)));
        back.add(reverse ? after(z, steps) : before(z, steps));
        back.addAll(in.subList(1, 1 + elements()));
        back.add(reverse ? after(dz, steps) : before(dz, steps));
        back.addAll(in.subList(1 + elements(), in.size()));
        Node flow = Node.of(cotangents(), back);
        if (arg == 0) {
            return at(flow, reverse ? steps : Dim.of(0));
        }
        Recurrence share = share(arg);
        List<Node> parts =
                new ArrayList<>(List.of(Fill.with(0, share.step.places().get(0).shape())));
        parts.add(back.get(1));
        parts.addAll(in.subList(1, 1 + elements()));
        parts.add(reverse ? before(flow, steps) : after(flow, steps));
        parts.addAll(in.subList(1 + elements(), in.size()));
        Node found = Node.of(share, parts);
        return share.last ? found : after(found, steps);
    }

    private Recurrence allStates() {
        if (allStates == null) {
            allStates = new Recurrence(step, reverse, false);
        }
        return allStates;
    }

    /** What a step passes back to one of its inputs, for a cotangent of its result. */
    private Node passed(Node to, Node cotangent) {
        return Gradient.vjp(step.next(), cotangent, List.of(to)).orZero(to);
    }

    /** The loop of the cotangents: elements are the states before each step, the elements, and the cotangents from outside. */
    private Recurrence cotangents() {
        if (cotangents == null) {
            Node state = step.places().get(0);
            Node flow = StepGraph.place("cotangent", state.type());
            Node given = StepGraph.place("given", state.type());
            List<Node> places = new ArrayList<>(List.of(flow));
            places.addAll(step.places());
            places.add(given);
            cotangents = new Recurrence(
                    new StepGraph(places, step.outside(), given.plus(passed(state, flow))), !reverse, false);
        }
        return cotangents;
    }

    /** The loop of what comes to one input: for an element at its place, for what is outside the sum over all steps. */
    private Recurrence share(int arg) {
        if (shares[arg] == null) {
            boolean element = arg <= elements();
            Node to = element ? step.places().get(arg) : step.outside().get(arg - 1 - elements());
            Node flow = StepGraph.place("cotangent", step.places().get(0).type());
            Node sum = StepGraph.place("sum", Type.real(to.shape()));
            List<Node> places = new ArrayList<>(List.of(sum));
            places.addAll(step.places());
            places.add(flow);
            Node passed = passed(to, flow);
            shares[arg] = new Recurrence(
                    new StepGraph(places, step.outside(), element ? passed : sum.plus(passed)), false, !element);
        }
        return shares[arg];
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return say("step by step, from the last to the first");
    }
}
