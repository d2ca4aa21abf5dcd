package org.chainrule.exec.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.SizeInference;
import org.chainrule.exec.Values;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.KernelChoice;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;

/**
 * A compiled set of outputs: the numbers of the {@link Interpreter}, up to the order in which sums are added, in a fraction of
 * its time. What to compute in which order, what together, and where, is planned once for each set of sizes; a run neither plans
 * nor looks up anything.
 *
 * <pre>{@code
 * Program program = Program.of(loss, gradient);
 * Values values = program.run(X.is(data), Y.is(labels), W.is(start));
 *
 * Workspace workspace = program.workspace(Sizes.of("m", 32));   // without copies
 * double[] w = workspace.doubles(W);
 * workspace.run();
 * double[] g = workspace.doubles(gradient);
 * }</pre>
 *
 * <p>An op without a kernel of its own is computed by its reference meaning, so that every graph can be compiled; the
 * {@link #explain explanation} tells. A program may be run by several threads at once; each gets the same bits as alone.
 */
public final class Program {
    /** How often a program is run to see how long its steps take. */
    private static final int PROFILED_RUNS = 11;

    /** Before that it is run for so long, since the first runs show the compiler of the JVM and not the program. */
    private static final long WARM_UP_NANOS = 500_000_000;

    private final List<Node> outputs;
    private final DType dtype;
    private final ArrayKernels kernels;
    private final Workers workers;
    private final Map<Map<String, Long>, Prepared> plans = new HashMap<>();

    /** A plan, and the workspaces that nobody uses now. */
    private record Prepared(Plan plan, Deque<Workspace> idle) {}

    private Program(List<Node> outputs, DType dtype, ArrayKernels kernels, Workers workers) {
        if (!dtype.isFloat()) {
            throw new ChainruleException("a graph runs in float64 or float32, not in whole numbers");
        }
        this.outputs = List.copyOf(outputs);
        this.dtype = dtype;
        this.kernels = kernels;
        this.workers = workers;
    }

    /** A program in float64. */
    public static Program of(Node... outputs) {
        return of(List.of(outputs), DType.F64);
    }

    /**
     * A program.
     *
     * @param outputs what it computes
     * @param dtype float64 or float32
     */
    public static Program of(List<Node> outputs, DType dtype) {
        return new Program(outputs, dtype, KernelChoice.best(dtype == DType.F32), Workers.ALL);
    }

    /** For who will have much to read before the first run: what is slow until it has been compiled is compiled in the meantime. */
    public static void warmUp(DType dtype) {
        ArrayKernels kernels = KernelChoice.best(dtype == DType.F32);
        Thread beside = new Thread(kernels::prepare, "warm-up");
        beside.setDaemon(true);
        beside.start();
    }

    /** The same with plain Java loops, also where faster ones could be had. */
    public static Program plain(List<Node> outputs, DType dtype) {
        return new Program(outputs, dtype, KernelChoice.plain(dtype == DType.F32), Workers.ALL);
    }

    /**
     * The same on one thread, that of the caller: for one who shares work out himself. Its bits do not depend on how many processors
     * a machine has.
     */
    public Program onOneThread() {
        return new Program(outputs, dtype, kernels, Workers.ONE);
    }

    /** What it computes. */
    public List<Node> outputs() {
        return outputs;
    }

    /** In which width it computes. */
    public DType dtype() {
        return dtype;
    }

    /** Runs it. */
    public Values run(Binding... bindings) {
        return run(List.of(bindings), Sizes.NONE);
    }

    /** Runs it with the bindings of a model. */
    public Values run(List<Binding> bindings) {
        return run(bindings, Sizes.NONE);
    }

    /**
     * Runs it.
     *
     * @param bindings a value for every input and parameter that the outputs depend on
     * @param sizes values of free named sizes that no binding determines
     * @return the values of the outputs, and of nothing else
     * @throws ChainruleException what the interpreter would throw
     */
    public Values run(List<Binding> bindings, Sizes sizes) {
        try {
            Prepared prepared = prepared(SizeInference.from(bindings, sizes));
            Workspace workspace = take(prepared);
            try {
                return workspace.run(bindings, outputs);
            } finally {
                giveBack(prepared, workspace);
            }
        } catch (ChainruleException e) {
            // The interpreter says it best; should it have no objection, its result is what is meant.
            return Interpreter.run(outputs, bindings, sizes, dtype);
        }
    }

    /**
     * A workspace of one's own, to put inputs into and take results out of without copies.
     *
     * @param sizes of all free named sizes
     */
    public Workspace workspace(Sizes sizes) {
        return new Workspace(prepared(sizes).plan, kernels);
    }

    /** A workspace for a graph without free sizes. */
    public Workspace workspace() {
        return workspace(Sizes.NONE);
    }

    /**
     * What is done in which order: one row for each step, with its operations and the bytes that it moves.
     *
     * @param sizes of all free named sizes
     */
    public PlanReport explain(Sizes sizes) {
        return PlanReport.of(prepared(sizes).plan, kernels, new double[0], parts(sizes));
    }

    /**
     * The same with the time that each step takes once the JVM has compiled it: the median of some runs.
     *
     * @param bindings a value for every input and parameter
     */
    public PlanReport explain(List<Binding> bindings) {
        Sizes sizes = SizeInference.from(bindings, Sizes.NONE);
        Workspace workspace = workspace(sizes);
        workspace.run(bindings, outputs);
        kernels.prepare();
        for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end; ) {
            workspace.run();
        }
        return PlanReport.of(workspace.plan(), kernels, workspace.profile(PROFILED_RUNS), parts(sizes));
    }

    private List<List<PlanReport.Part>> parts(Sizes sizes) {
        return new PlanBuilder(outputs, sizes, dtype, kernels, workers).parts();
    }

    private Prepared prepared(Sizes sizes) {
        synchronized (plans) {
            Prepared known = plans.get(sizes.asMap());
            if (known == null) {
                known = new Prepared(Plan.of(outputs, sizes, dtype, kernels, workers), new ArrayDeque<>());
                plans.put(sizes.asMap(), known);
            }
            return known;
        }
    }

    private Workspace take(Prepared prepared) {
        synchronized (prepared.idle) {
            if (!prepared.idle.isEmpty()) {
                return prepared.idle.pop();
            }
        }
        return new Workspace(prepared.plan, kernels);
    }

    private static void giveBack(Prepared prepared, Workspace workspace) {
        synchronized (prepared.idle) {
            prepared.idle.push(workspace);
        }
    }

    @Override
    public String toString() {
        return "program of " + new ArrayList<>(outputs);
    }
}
