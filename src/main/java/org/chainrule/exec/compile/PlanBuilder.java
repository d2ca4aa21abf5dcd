package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.exec.compile.Layout.Role;
import org.chainrule.exec.compile.Schedule.Unit;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.EntryFunction;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Stepwise;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Plan}: layout, order, steps, memory. */
final class PlanBuilder {
    /** A product of so many operations is worth some preparation. */
    private static final long MANY = 100_000;

    private final List<Node> asked;
    private final Lowered lowered;
    /** What stands for the outputs that were asked for. */
    private final List<Node> outputs;

    private final Walk walk;
    private final Layout layout;
    private final DType dtype;
    private final ArrayKernels kernels;
    private final Workers workers;
    private final List<Step> steps = new ArrayList<>();
    /** The places of the numbers, in the order in which they are met. */
    private final List<Store> numbers = new ArrayList<>();

    PlanBuilder(List<Node> outputs, Sizes sizes, DType dtype, ArrayKernels kernels, Workers workers) {
        this.asked = outputs;
        Walk all = Walk.from(outputs);
        Lowered pooled = PoolGradient.in(outputs, all, sizes);
        Walk then = walk(pooled, outputs, all);
        Lowered joined = SideBySide.in(pooled, then, sizes);
        Walk last = walk(joined, pooled.outputs(), then);
        this.lowered = ProductUpdate.in(joined, last, sizes);
        this.outputs = lowered.outputs();
        this.walk = walk(lowered, joined.outputs(), last);
        this.layout = Layout.of(walk, this.outputs, sizes, dtype);
        this.dtype = dtype;
        this.kernels = kernels;
        this.workers = workers;
    }

    /** The walk of what a graph has become: the one before, where it is the same graph. */
    private static Walk walk(Lowered lowered, List<Node> before, Walk walk) {
        return lowered.outputs().equals(before) ? walk : Walk.from(lowered.outputs());
    }

    Plan build() {
        NodeMap<View> values = new NodeMap<>();
        List<Store> kept = new ArrayList<>();
        for (int i = 0; i < walk.size(); i++) {
            View view = layout.viewAt(i);
            if (layout.roleAt(i) == Role.LEAF) {
                values.put(walk.node(i), view);
                kept.add(view.store());
                place(view.store());
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            View view = layout.viewAt(walk.indexOf(outputs.get(i)));
            values.put(asked.get(i), view);
            kept.add(view.store());
            place(view.store());
        }
        kept.forEach(Store::keep);
        List<Unit> units = Schedule.of(layout);
        boolean[] needed = neededElsewhere(units);
        for (Unit unit : units) {
            steps.add(step(unit, needed));
        }
        if (steps.stream().anyMatch(step -> step.flops() > MANY && isProduct(step))) {
            kernels.prepareProducts();
        }
        return new Plan(
                List.copyOf(steps),
                new MemoryPlanner(steps, kept, numbers).plan(kernels),
                values,
                layout.sizes(),
                dtype);
    }

    /** What each step computes, one list for each step of the plan. */
    List<List<PlanReport.Part>> parts() {
        List<Unit> units = Schedule.of(layout);
        boolean[] needed = neededElsewhere(units);
        List<List<PlanReport.Part>> parts = new ArrayList<>();
        for (Unit unit : units) {
            List<PlanReport.Part> part = new ArrayList<>();
            for (int i : unit.nodes()) {
                Node node = walk.node(i);
                EntryFunction function = node.op() instanceof Elementwise ? Layout.entryFunction(node) : null;
                long count = View.count(layout.extentsAt(layout.roleAt(i) == Role.SUM ? walk.input(i, 0) : i));
                long each = function == null ? 1 : Math.max(1, function.code().flops());
                boolean kept = needed[i] || (unit.role() != Role.ENTRY && unit.role() != Role.NUMBER);
                int entries = View.count(layout.extentsAt(i));
                Node original = lowered.originals().get(node);
                part.add(new PlanReport.Part(
                        original == null ? node : original, count * each, kept ? (long) entries * kernels.width() : 0));
            }
            parts.add(part);
        }
        return parts;
    }

    private static boolean isProduct(Step step) {
        return step instanceof ProductStep || step instanceof BundleStep || step instanceof WindowStep;
    }

    /** Which values are read by another step than the one that makes them. */
    private boolean[] neededElsewhere(List<Unit> units) {
        int[] unitOf = new int[walk.size()];
        for (int u = 0; u < units.size(); u++) {
            for (int i : units.get(u).nodes()) {
                unitOf[i] = u;
            }
        }
        boolean[] needed = new boolean[walk.size()];
        for (Unit unit : units) {
            for (int i : unit.nodes()) {
                for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                    int base = base(walk.input(i, k));
                    needed[base] |= unitOf[base] != unitOf[i];
                }
            }
        }
        for (Node output : outputs) {
            needed[base(walk.indexOf(output))] = true;
        }
        return needed;
    }

    /** The node whose value another look is taken at. */
    private int base(int i) {
        int at = i;
        while (layout.roleAt(at) == Role.VIEW) {
            at = walk.input(at, 0);
        }
        return at;
    }

    private Step step(Unit unit, boolean[] needed) {
        if (unit.role() == Role.NUMBER) {
            return numbers(unit.nodes(), needed);
        }
        if (unit.role() == Role.ENTRY) {
            return new GroupBuilder(layout, unit.nodes(), needed, kernels, workers).build(this::place);
        }
        if (unit.nodes().size() > 1) {
            return bundle(unit.nodes());
        }
        int i = unit.nodes().get(0);
        Node node = walk.node(i);
        View to = layout.viewAt(i);
        place(to.store());
        List<View> in = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        for (int k = 0; k < node.inputs().size(); k++) {
            in.add(layout.viewAt(walk.input(i, k)));
            shapes.add(node.input(k).shape().resolve(layout.sizes()));
            place(in.get(k).store());
        }
        return switch (unit.role()) {
            case SUM ->
                new SumStep(
                        in.get(0).store(),
                        to.store(),
                        reading(node.op(), in.get(0)),
                        divisor(node.op(), in.get(0), to));
            case PRODUCT ->
                new ProductStep(
                        in.get(0),
                        in.get(1),
                        to.store(),
                        Gram.isSymmetric(node.input(0), node.input(1)),
                        null,
                        kernels,
                        workers);
            case KERNEL -> {
                shapes.add(node.shape().resolve(layout.sizes()));
                if (node.op() instanceof Stepwise loop) {
                    yield loop(loop, in, to);
                }
                if (node.op() instanceof ProductUpdate update) {
                    yield update.step(in, to.store(), kernels, workers);
                }
                yield KernelSteps.of(node, in, to, shapes, layout.sizes(), kernels);
            }
            default -> new CallStep(node, in.stream().map(View::store).toList(), shapes, to.store());
        };
    }

    private Step loop(Stepwise loop, List<View> in, View to) {
        Plan body = Plan.of(List.of(loop.next()), layout.sizes(), dtype, kernels, Workers.ONE);
        return new LoopStep(
                loop,
                body,
                in.stream().map(View::store).toList(),
                to.store(),
                in.get(1).extent(0));
    }

    private Step bundle(List<Integer> products) {
        List<View> vectors = new ArrayList<>();
        List<Store> results = new ArrayList<>();
        for (int i : products) {
            vectors.add(layout.viewAt(walk.input(i, 1)));
            results.add(layout.viewAt(i).store());
        }
        View matrix = layout.viewAt(walk.input(products.get(0), 0));
        place(matrix.store());
        vectors.forEach(vector -> place(vector.store()));
        results.forEach(this::place);
        boolean symmetric = Gram.isSymmetric(
                walk.node(products.get(0)).input(0),
                products.stream().map(i -> walk.node(i).input(1)).toList());
        return new BundleStep(matrix, vectors, results, symmetric, kernels);
    }

    /** How a sum or mean adds up its input. */
    static SumReading reading(Op op, View x) {
        Axes axes = op instanceof Sum sum ? sum.axes() : ((Mean) op).axes();
        boolean[] reduced = new boolean[x.rank()];
        for (int axis = 0; axis < reduced.length; axis++) {
            reduced[axis] = axes.contains(axis);
        }
        return SumReading.of(x.extents(), reduced);
    }

    static double divisor(Op op, View x, View to) {
        return op instanceof Mean ? (double) x.count() / to.count() : 1;
    }

    private NumberStep numbers(List<Integer> nodes, boolean[] needed) {
        @Nullable EntryFunction[] functions = new EntryFunction[nodes.size()];
        int[] places = new int[4 * nodes.size()];
        List<Store> reads = new ArrayList<>();
        List<Store> writes = new ArrayList<>();
        for (int n = 0; n < functions.length; n++) {
            int i = nodes.get(n);
            Node node = walk.node(i);
            functions[n] = Layout.entryFunction(node);
            Store to = layout.viewAt(i).store();
            places[4 * n] = place(to);
            writes.add(to);
            for (int k = 0; k < 3; k++) {
                int arg = Math.min(k, node.inputs().size() - 1);
                Store from = layout.viewAt(walk.input(i, arg)).store();
                places[4 * n + 1 + k] = place(from);
                if (k == arg) {
                    reads.add(from);
                }
            }
        }
        boolean[] wanted = new boolean[numbers.size()];
        for (int n = 0; n < functions.length; n++) {
            wanted[places[4 * n]] = needed[nodes.get(n)];
        }
        return new NumberStep(functions, places, dtype == DType.F32, wanted, reads, writes);
    }

    /** The place of a number, given to it now if it has none. */
    private int place(Store store) {
        if (store.isNumber() && store.index() < 0) {
            store.at(numbers.size());
            numbers.add(store);
        }
        return store.index();
    }
}
