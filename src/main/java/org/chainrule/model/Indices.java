package org.chainrule.model;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.Expr;
import org.chainrule.ops.Arg;

/** Indexing as in numpy. */
final class Indices {
    private Indices() {}

    static Node apply(Node x, List<Expr.IndexItem> items, List<Arg> operands) {
        throw new ChainruleException("not yet");
    }
}
