package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;

/** The ops that have a kernel of their own, and the steps that run it. */
final class KernelSteps {
    private KernelSteps() {}

    static boolean has(Op op, List<Node> in) {
        return false;
    }

    /**
     * The step of an op that has a kernel.
     *
     * @param in the values of the inputs, their entries side by side
     */
    static Step of(Node node, List<View> in, View to, ArrayKernels kernels) {
        throw new IllegalStateException("no kernel for " + node.op().name());
    }
}
