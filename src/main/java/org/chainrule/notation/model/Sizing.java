package org.chainrule.notation.model;

import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.ops.Arg;

/** The size of an axis as a number: {@code size(X, 0)}. It is known to the shapes, so it may stand in them. */
final class Sizing {
    private Sizing() {}

    static Arg size(List<Arg> arguments, Map<String, Arg> keywords) {
        Arg axis = arguments.size() == 2 ? arguments.get(1) : keywords.get("axis");
        if (arguments.isEmpty() || !(axis instanceof Arg.Num number) || arguments.size() + keywords.size() != 2) {
            throw new ChainruleException("size takes an expression and an axis: size(X, 0)");
        }
        return new Arg.Size(Expressions.toNode(arguments.get(0)).shape().dim((int) number.value()));
    }
}
