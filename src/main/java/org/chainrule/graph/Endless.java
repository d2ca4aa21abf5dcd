package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;

/** Finds definitions without an end: that of an op which needs the op itself. */
final class Endless {
    /** Definitions nested more deeply than this go on for ever. */
    private static final int MOST = 200;

    private record Open(Op op, List<Type> in) {}

    private static final ThreadLocal<List<Open>> OPEN = ThreadLocal.withInitial(ArrayList::new);

    private Endless() {}

    /** The type of what a definition builds, refused when that needs the type of the same op on inputs of the same types. */
    static Type type(Definition op, List<Type> in, List<Node> inputs) {
        Open own = new Open(op, List.copyOf(in));
        List<Open> open = OPEN.get();
        if (open.contains(own) || open.size() == MOST) {
            throw error(op);
        }
        open.add(own);
        try {
            return op.define(inputs).type();
        } finally {
            open.remove(open.size() - 1);
        }
    }

    static ChainruleException error(Op op) {
        return new ChainruleException(
                "the definition of {0} needs {0} itself, so it has no end: write it with simpler ops", op.name());
    }
}
