package org.chainrule.explain;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.graph.LatexName;

/** Writes the chain rule step by step, for a terminal or as Markdown. */
final class Steps {
    /** Where the shapes stand, unless a formula is longer. */
    private static final int SHAPE_COLUMN = 64;

    private Steps() {}

    static String text(Derivation derivation, List<Card> cards) {
        StringBuilder out = new StringBuilder();
        Written loss = derivation.definition(derivation.loss());
        String name = derivation.naming().ofLoss();
        out.append(name).append(" = ").append(loss.text()).append("\n\n");
        out.append("The chain rule from ")
                .append(name)
                .append(" back. dV stands for the gradient of ")
                .append(name);
        out.append(" by V, so d").append(name).append(" = 1.\n");
        derivation.notes().forEach(note -> out.append(note).append(".\n"));
        for (Card card : cards) {
            out.append('\n').append(card.name()).append('\n');
            text(card, out);
        }
        return out.toString();
    }

    private static void text(Card card, StringBuilder out) {
        boolean several = card.ways().size() > 1;
        if (several) {
            row(out, "  ", card.variable().text() + " is used in " + card.ways().size() + " ways", "");
        }
        int number = 1;
        for (Card.Way way : card.ways()) {
            String indent = several ? "    " : "  ";
            String definition = way.through().text() + " = " + way.definition().text();
            row(
                    out,
                    "  ",
                    several
                            ? "way " + number++ + ": " + definition
                            : card.variable().text() + " is used in " + definition,
                    "");
            row(
                    out,
                    indent,
                    "upstream   " + way.upstream().text(),
                    way.upstream().shape().toString());
            row(out, indent, "local      " + local(way), "");
            row(
                    out,
                    indent,
                    "product    " + way.product().text(),
                    way.product().shape().toString());
        }
        if (several) {
            row(out, "  ", "sum        " + card.sum().text(), card.sum().shape().toString());
        }
        if (!card.result().text().equals(card.sum().text())) {
            row(
                    out,
                    "  ",
                    "inserted   " + card.result().text(),
                    card.result().shape().toString());
        }
        if (!card.rules().isEmpty()) {
            row(out, "  ", "rules      " + String.join(", ", card.rules()), "");
        }
    }

    private static String local(Card.Way way) {
        return way.local().isEmpty() ? "· 1" : String.join(", ", way.local());
    }

    private static void row(StringBuilder out, String indent, String text, String shape) {
        int start = out.length();
        out.append(indent).append(text);
        if (!shape.isEmpty()) {
            do {
                out.append(' ');
            } while (out.length() - start < SHAPE_COLUMN);
            out.append(shape);
        }
        out.append('\n');
    }

    static String markdown(Derivation derivation, List<Card> cards) {
        StringBuilder out = new StringBuilder();
        String loss = LatexName.of(derivation.naming().ofLoss());
        out.append("# The chain rule from $").append(loss).append("$ back\n\n");
        block(out, loss + " = " + derivation.definition(derivation.loss()).latex());
        out.append("$dV$ stands for $\\partial ")
                .append(loss)
                .append(" / \\partial V$, so $d")
                .append(loss);
        out.append(" = 1$.\n\n");
        derivation.notes().forEach(note -> out.append(note).append(".\n\n"));
        for (Card card : cards) {
            markdown(card, out);
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static void markdown(Card card, StringBuilder out) {
        String gradient = latexName(card.name());
        out.append("## $").append(gradient).append("$\n\n");
        if (card.ways().size() > 1) {
            out.append("$")
                    .append(card.variable().latex())
                    .append("$ is used in ")
                    .append(card.ways().size());
            out.append(" ways; their products are added.\n\n");
        }
        for (Card.Way way : card.ways()) {
            out.append("- through $")
                    .append(way.through().latex())
                    .append(" = ")
                    .append(way.definition().latex());
            out.append("$: upstream $")
                    .append(way.upstream().latex())
                    .append("$ `")
                    .append(way.upstream().shape());
            out.append("`, local derivative `").append(local(way)).append("`, product $");
            out.append(way.product().latex())
                    .append("$ `")
                    .append(way.product().shape())
                    .append("`\n");
        }
        out.append('\n');
        boolean inserted = !card.result().latex().equals(card.sum().latex());
        block(
                out,
                gradient + " = " + card.sum().latex()
                        + (inserted ? " = " + card.result().latex() : ""));
        if (!card.rules().isEmpty()) {
            String rules = card.rules().stream().map(rule -> "`" + rule + "`").collect(Collectors.joining(", "));
            out.append("Simplified by ").append(rules).append(".\n\n");
        }
    }

    private static void block(StringBuilder out, String formula) {
        out.append("$$\n").append(formula).append("\n$$\n\n");
    }

    static String latexName(String name) {
        return LatexName.of(name);
    }
}
