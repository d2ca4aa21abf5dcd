package org.chainrule.exec;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;

/**
 * The reference interpreter: one op after the other, every intermediate kept. It is slow and obvious, and it is what a
 * graph means; every faster way to run a graph is compared with it.
 *
 * <pre>{@code
 * Values values = Interpreter.run(List.of(loss), X.is(data), Y.is(labels));
 * double j = values.get(loss).item();
 * }</pre>
 */
public final class Interpreter {
    private Interpreter() {}

    /**
     * Runs a graph in float64.
     *
     * @param outputs what to compute
     * @param bindings a value for every input and parameter the outputs depend on
     * @throws ChainruleException when a value is missing, or has the wrong shape or domain; it names the variable
     */
    public static Values run(List<Node> outputs, Binding... bindings) {
        return run(outputs, List.of(bindings), DType.F64);
    }

    /** Runs a graph in float64, with the bindings of a model. */
    public static Values run(List<Node> outputs, List<Binding> bindings) {
        return run(outputs, bindings, DType.F64);
    }

    /**
     * Runs a graph.
     *
     * @param dtype float64, or float32 to round after every op
     */
    public static Values run(List<Node> outputs, List<Binding> bindings, DType dtype) {
        return run(outputs, bindings, Sizes.NONE, dtype);
    }

    /**
     * Runs a graph.
     *
     * @param sizes values of free named sizes that no binding determines
     */
    public static Values run(List<Node> outputs, List<Binding> bindings, Sizes sizes, DType dtype) {
        if (!dtype.isFloat()) {
            throw new ChainruleException("a graph runs in float64 or float32, not in whole numbers");
        }
        Evaluator evaluator = new Evaluator(bindings, sizes, dtype);
        outputs.forEach(evaluator::value);
        return evaluator.values();
    }
}
