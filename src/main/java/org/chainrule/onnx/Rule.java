package org.chainrule.onnx;

import java.util.List;

/** What an operator means, from some version on: the graphs of its outputs. */
@FunctionalInterface
interface Rule {
    /** The outputs, as many as the node asks for at least. */
    List<Val> build(Call call);
}
