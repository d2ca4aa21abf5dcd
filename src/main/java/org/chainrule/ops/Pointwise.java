package org.chainrule.ops;

import java.util.List;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Tensor;

/**
 * An elementwise op of one input with attributes. A record that implements it needs its name, its formula, its vjp and
 * its spelling; equal attributes make equal ops. Ops without attributes are rows, see {@link Op#unary}.
 */
public interface Pointwise extends Op {
    /** The meaning: the entry of the result for an entry of the input. */
    double at(double x);

    @Override
    default Type infer(List<Type> in) {
        return Type.real(in.get(0).shape());
    }

    @Override
    default Tensor eval(List<Tensor> in) {
        return Broadcasting.map(in.get(0), this::at);
    }

    @Override
    default MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }
}
