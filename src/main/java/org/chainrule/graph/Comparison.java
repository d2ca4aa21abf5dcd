package org.chainrule.graph;

import java.util.List;
import java.util.Map;
import org.chainrule.tensor.Domain;

/** Comparisons: 1 where they hold, 0 elsewhere, NaN compares as false. They are piecewise constant. */
public final class Comparison {
    /** 1 where x &gt; y. */
    public static final Elementwise GREATER =
            row("greater", ">", (x, y) -> x > y ? 1 : 0).switches((x, y) -> List.of(Switch.greater(x, y)));

    /** 1 where x &ge; y. */
    public static final Elementwise GREATER_EQUAL = row("greater_equal", ">=", (x, y) -> x >= y ? 1 : 0)
            .switches((x, y) -> List.of(new Switch(x, Switch.Relation.GREATER_EQUAL, y)));

    /** 1 where x &lt; y. */
    public static final Elementwise LESS =
            row("less", "<", (x, y) -> x < y ? 1 : 0).switches((x, y) -> List.of(Switch.greater(y, x)));

    /** 1 where x &le; y. */
    public static final Elementwise LESS_EQUAL = row("less_equal", "<=", (x, y) -> x <= y ? 1 : 0)
            .switches((x, y) -> List.of(new Switch(y, Switch.Relation.GREATER_EQUAL, x)));

    /** 1 where x = y. */
    public static final Elementwise EQUAL =
            row("equal", "==", (x, y) -> x == y ? 1 : 0).switches((x, y) -> List.of(Switch.equal(x, y)));

    /** 1 where x differs from y. */
    public static final Elementwise NOT_EQUAL =
            row("not_equal", "!=", (x, y) -> x != y ? 1 : 0).switches((x, y) -> List.of(Switch.equal(x, y)));

    /** Each comparison with the one that holds where it does not. */
    public static final Map<Op, Elementwise> OPPOSITES = Map.of(
            GREATER, LESS_EQUAL,
            GREATER_EQUAL, LESS,
            LESS, GREATER_EQUAL,
            LESS_EQUAL, GREATER,
            EQUAL, NOT_EQUAL,
            NOT_EQUAL, EQUAL);

    private static final Map<String, String> SYMBOLS = Map.of(
            "greater", ">",
            "greater_equal", ">=",
            "less", "<",
            "less_equal", "<=",
            "equal", "==",
            "not_equal", "!=");

    private Comparison() {}

    /** The operator of a comparison in the notation; empty for any other op. */
    public static String symbol(Op op) {
        return op instanceof Elementwise ? SYMBOLS.getOrDefault(op.name(), "") : "";
    }

    private static Elementwise row(String name, String symbol, java.util.function.DoubleBinaryOperator f) {
        String latex =
                switch (symbol) {
                    case ">=" -> "\\ge";
                    case "<=" -> "\\le";
                    case "==" -> "=";
                    case "!=" -> "\\ne";
                    default -> symbol;
                };
        return Op.binary(name, f)
                .flat("the comparison {0} is piecewise constant", name)
                .spelled(Spelling.call(name)
                        .latex("\\left[<0> " + latex.replace("<", "\\lt").replace(">", "\\gt") + " <1>\\right]"))
                .domain(Domain.REAL, Domain.REAL)
                .range(Domain.BINARY)
                .doc("1 where x " + symbol + " y, else 0; no derivative.");
    }

    /** 1 where x &gt; y. */
    public static Node greater(Node x, Node y) {
        return Node.of(GREATER, x, y);
    }

    /** 1 where x = y. */
    public static Node equal(Node x, Node y) {
        return Node.of(EQUAL, x, y);
    }
}
