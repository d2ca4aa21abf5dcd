package org.chainrule.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.exec.compile.Program;
import org.chainrule.exec.compile.Workspace;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * The losses and gradients of the blocks of one task. Parameters are put into the memory of the program once, and rows are read where they
 * lie: to copy 800 MB in each step would take longer than to compute with them.
 */
final class BlockGradients implements AutoCloseable {
    private final Compiled compiled;
    private final Program program;
    private final Map<Integer, Deque<Workspace>> idle;
    private final List<Node> chances;
    private final List<Binding> values;
    private final Map<Integer, Workspace> mine = new HashMap<>();

    /**
     * For one task.
     *
     * @param idle what tasks before it ran in, to be taken and given back
     * @param chances inputs that chance decides
     * @param values of all that is the same for all rows
     */
    BlockGradients(
            Compiled compiled,
            Program program,
            Map<Integer, Deque<Workspace>> idle,
            List<Node> chances,
            List<Binding> values) {
        this.compiled = compiled;
        this.program = program;
        this.idle = idle;
        this.chances = chances;
        this.values = values;
    }

    /**
     * The loss and the gradient of a block.
     *
     * @param into the numbers of the gradient are put here
     * @param random what chance does
     * @return the loss
     */
    double of(RowBlock block, double[] into, SplittableRandom random) {
        List<Binding> drawn = new ArrayList<>();
        chances.forEach(place -> drawn.add(place.is(Tensor.ofLongs(Shape.SCALAR, random.nextInt(Integer.MAX_VALUE)))));
        List<Node> outputs = program.outputs();
        List<Tensor> results = run(block, drawn);
        int at = 0;
        boolean finite = true;
        for (int i = 0; i < results.size(); i++) {
            Tensor value = results.get(i);
            for (int k = 0; k < value.count(); k++) {
                finite &= Double.isFinite(value.at(k));
                if (i > 0) {
                    into[at++] = value.at(k);
                }
            }
        }
        if (!finite) {
            Interpreter.run(outputs, all(block, drawn), Sizes.NONE, program.dtype())
                    .firstNonFinite()
                    .ifPresent(first -> {
                        throw new ChainruleException(first.message());
                    });
        }
        return results.get(0).item();
    }

    private List<Tensor> run(RowBlock block, List<Binding> drawn) {
        List<Node> outputs = program.outputs();
        try {
            Workspace workspace = mine.computeIfAbsent(block.rows(), this::taken);
            drawn.forEach(binding -> workspace.put(binding.leaf(), binding.value()));
            List<Sampled> sampled = compiled.sampled();
            for (int i = 0; i < sampled.size(); i++) {
                Sampled input = sampled.get(i);
                double[] numbers = block.values()[i];
                if (lies(input, numbers)) {
                    workspace.lend(input.leaf(), numbers);
                } else {
                    workspace.put(
                            input.leaf(), input.bind(block.rows(), numbers).value());
                }
            }
            workspace.run();
            return outputs.stream().map(workspace::get).toList();
        } catch (ChainruleException e) {
            // What it cannot say is said by a run of its own, which names the place.
            Values run = program.run(all(block, drawn));
            return outputs.stream().map(run::get).toList();
        }
    }

    /** Whether the numbers of a block lie as the program reads them. */
    private boolean lies(Sampled input, double[] numbers) {
        return program.dtype() == DType.F64
                && input.axis() == 0
                && numbers.length > 1
                && input.leaf().type().isReal()
                && input.leaf().op() instanceof Leaf leaf
                && leaf.domain().equals(Domain.REAL);
    }

    private List<Binding> all(RowBlock block, List<Binding> drawn) {
        List<Binding> bindings = new ArrayList<>(values);
        bindings.addAll(compiled.bind(block));
        bindings.addAll(drawn);
        return bindings;
    }

    private Workspace taken(int rows) {
        Workspace known;
        synchronized (idle) {
            known = idle.computeIfAbsent(rows, count -> new ArrayDeque<>()).poll();
        }
        Workspace workspace = known == null ? program.workspace(Sizes.of(compiled.size(), rows)) : known;
        values.forEach(binding -> workspace.put(binding.leaf(), binding.value()));
        return workspace;
    }

    /** Gives back what the next task may run in. */
    @Override
    public void close() {
        synchronized (idle) {
            mine.forEach((rows, workspace) -> idle.get(rows).push(workspace));
        }
    }
}
