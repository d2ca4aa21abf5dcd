package org.chainrule.code;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.chainrule.graph.ByOp;
import org.chainrule.graph.Masked;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Where;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.SpecialFunctions;
import org.jspecify.annotations.Nullable;

/**
 * The ops of a language that are one expression: a line for each, the op as the catalogue calls it, its template and how tightly
 * that binds, with two blanks or more between them. In a template {@code <0:3>} stands for input 0, put in brackets when it binds more loosely than
 * 3, and {@code <0>} for one that needs no brackets.
 */
final class OpTable {
    /** The level of a place for a truth value, {@code <0:?>}. */
    static final int CONDITION = -1;

    /** Functions that are called alike in all languages. */
    static final String FUNCTIONS =
            """
            floor
            ceil
            exp
            expm1
            log
            log1p
            log2
            log10
            sqrt
            sin
            cos
            tan
            sinh
            cosh
            tanh
            """;

    /** Those that Python calls otherwise. */
    static final String ARCS =
            """
            asin
            acos
            atan
            asinh
            acosh
            atanh
            """;

    /** What is written alike wherever a sign needs no dot. */
    static final String SIGNS =
            """
            add            <0:2> + <1:3>    2
            sub            <0:2> - <1:3>    2
            greater        <0:2> > <1:2>    1
            greater_equal  <0:2> >= <1:2>   1
            less           <0:2> < <1:2>    1
            less_equal     <0:2> <= <1:2>   1
            equal          <0:2> == <1:2>   1
            step           <0:2> > 0        1
            """;

    private record Row(String template, int level) {}

    /** Those that are not of the elementwise ops of the catalogue. */
    private static final Map<String, Op> OTHERS = Map.of(
            "digamma", new SpecialFunctions.Polygamma(0),
            "masked", new Masked(),
            "matmul", new MatMul(),
            "where", new Where());

    private final ByOp<Row> rows = new ByOp<>();

    /**
     * The rows of some tables; {@code ~.} stands for a module, and a later row takes the place of an earlier one.
     *
     * @param call of a function whose row is its name alone, {@code *} in the place of the name
     */
    OpTable(String module, String call, String... tables) {
        for (String table : tables) {
            for (String line : table.replace("~", module).strip().lines().toList()) {
                List<String> cells = List.of(line.strip().split(" {2,}", -1));
                String template = cells.size() > 1 ? cells.get(1) : call.replace("*", cells.get(0));
                int level = cells.size() > 2 ? Integer.parseInt(cells.get(2)) : Spelling.POSTFIX;
                Op other = OTHERS.get(cells.get(0));
                rows.put(other == null ? Catalogue.elementwise(cells.get(0)) : other, new Row(template, level));
            }
        }
    }

    /**
     * A node as its row says; null when there is none.
     *
     * @param operand writes an input for a place that wants a level, 0 for an argument of a call, {@link #CONDITION} for what
     *     decides
     */
    @Nullable
    Piece write(Node node, BiFunction<Node, Integer, String> operand) {
        Row row = rows.get(node.op());
        if (row == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        String template = row.template;
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('<', at);
            boolean place = open >= 0 && open + 1 < template.length() && Character.isDigit(template.charAt(open + 1));
            if (open < 0) {
                text.append(template, at, template.length());
                break;
            }
            if (!place) {
                text.append(template, at, open + 1);
                at = open + 1;
                continue;
            }
            int close = template.indexOf('>', open);
            text.append(template, at, open);
            int input = template.charAt(open + 1) - '0';
            char how = close == open + 2 ? '0' : template.charAt(open + 3);
            int level = how == '?' ? CONDITION : how - '0';
            if (input >= node.inputs().size()) {
                return null;
            }
            text.append(operand.apply(node.input(input), level));
            at = close + 1;
        }
        return row.level == Spelling.COMPARISON ? Piece.truth(text.toString()) : Piece.of(text.toString(), row.level);
    }
}
