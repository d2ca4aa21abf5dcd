package org.chainrule.graph;

import java.util.List;

/**
 * A node as a formula of at most a few dozen characters, for errors and labels: names where there are names, an
 * ellipsis where it goes too deep. The complete printers are in {@code org.chainrule.notation.syntax}.
 */
public final class ShortText {
    private static final int DEPTH = 4;
    private static final int LONGEST = 72;

    private ShortText() {}

    /** The name of the node, or its formula. */
    public static String of(Node node) {
        return node.label().orElseGet(() -> of(node.op(), node.inputs()));
    }

    /** The formula of a node, even when it has a name. */
    public static String formula(Node node) {
        return of(node.op(), node.inputs());
    }

    static String of(Op op, List<Node> inputs) {
        String text = write(op, inputs, 0, DEPTH);
        return text.length() <= LONGEST ? text : write(op, inputs, 0, 1);
    }

    /** Bounded by {@link #DEPTH}, so the recursion cannot run away on a deep graph. */
    private static String write(Op op, List<Node> inputs, int precedence, int depth) {
        if (op instanceof Constant constant && constant.value().count() > 8) {
            return "constant" + constant.value().shape();
        }
        Node plain = Definition.plain(op, inputs);
        if (plain != null) {
            return write(plain.op(), plain.inputs(), precedence, depth);
        }
        Spelling spelling = op.spelling();
        String text = Template.fill(spelling.text(), inputs.size(), (i, required) -> {
            Node input = inputs.get(i);
            return input.label()
                    .orElseGet(() -> depth == 0 && !input.inputs().isEmpty()
                            ? "…"
                            : write(input.op(), input.inputs(), required, depth - 1));
        });
        return spelling.precedence() < precedence ? "(" + text + ")" : text;
    }
}
