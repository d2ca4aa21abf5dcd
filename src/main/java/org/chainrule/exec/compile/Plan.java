package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;

/**
 * What a program does for given sizes.
 *
 * @param steps in order
 * @param memory what a frame is made of
 * @param values where the inputs and the outputs are
 */
record Plan(List<Step> steps, Memory memory, NodeMap<View> values, Sizes sizes, DType dtype) {
    /** The plan for a graph. */
    static Plan of(List<Node> outputs, Sizes sizes, DType dtype, ArrayKernels kernels, Workers workers) {
        return new PlanBuilder(outputs, sizes, dtype, kernels, workers).build();
    }
}
