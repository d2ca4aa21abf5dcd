package org.chainrule.explain;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.graph.LatexName;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.TerminalWidth;
import org.chainrule.tensor.Shape;

/** Writes the chain rule step by step, for a terminal or as Markdown. */
final class Steps {
    /** Where the shapes stand, unless a formula is longer. */
    private static final int SHAPE_COLUMN = 64;

    private final Language language;
    private final StringBuilder out = new StringBuilder();

    private Steps(Language language) {
        this.language = language;
    }

    static String text(ExplainedModel derivation, List<ChainStep> cards, Language language) {
        return new Steps(language).text(derivation, cards);
    }

    static String markdown(ExplainedModel derivation, List<ChainStep> cards, Language language) {
        return new Steps(language).markdown(derivation, cards);
    }

    private String text(ExplainedModel derivation, List<ChainStep> cards) {
        Written loss = derivation.definition(derivation.loss());
        String name = derivation.naming().ofLoss();
        out.append(name).append(" = ").append(loss.text()).append("\n\n");
        row("", say("The chain rule from {0} back. dV stands for the gradient of {0} by V, so d{0} = 1.", name));
        derivation.notes().forEach(note -> row("", say("{0}.", note)));
        for (ChainStep card : cards) {
            out.append('\n').append(card.name()).append('\n');
            text(card);
        }
        return out.toString();
    }

    private void text(ChainStep card) {
        String variable = card.variable().text();
        int ways = card.ways().size();
        if (ways > 1) {
            row("  ", say("{0} is used in {1} ways", variable, ways));
        }
        int number = 1;
        for (ChainStep.Way way : card.ways()) {
            String indent = ways > 1 ? "    " : "  ";
            String definition = way.through().text() + " = " + way.definition().text();
            row(
                    "  ",
                    ways > 1
                            ? say("way {0}: {1}", number++, definition)
                            : say("{0} is used in {1}", variable, definition));
            row(
                    indent,
                    say("upstream   {0}", way.upstream().text()),
                    way.upstream().shape());
            row(indent, say("local      {0}", local(way)));
            row(
                    indent,
                    say("product    {0}", way.product().text()),
                    way.product().shape());
        }
        if (ways > 1) {
            row("  ", say("sum        {0}", card.sum().text()), card.sum().shape());
        }
        if (!card.result().text().equals(card.sum().text())) {
            row("  ", say("inserted   {0}", card.result().text()), card.result().shape());
        }
        if (!card.rules().isEmpty()) {
            row("  ", say("rules      {0}", String.join(", ", card.rules())));
        }
    }

    private Message local(ChainStep.Way way) {
        return way.local().isEmpty() ? Message.verbatim("· 1") : Message.list(way.local());
    }

    private void row(String indent, Message text) {
        out.append(indent).append(text.text(language)).append('\n');
    }

    private void row(String indent, Message text, Shape shape) {
        String said = indent + text.text(language);
        out.append(said)
                .append(" ".repeat(Math.max(1, SHAPE_COLUMN - TerminalWidth.of(said))))
                .append(shape)
                .append('\n');
    }

    private String markdown(ExplainedModel derivation, List<ChainStep> cards) {
        String loss = LatexName.of(derivation.naming().ofLoss());
        paragraph(say("# The chain rule from ${0}$ back", loss));
        block(loss + " = " + derivation.definition(derivation.loss()).latex());
        paragraph(say("$dV$ stands for $\\partial {0} / \\partial V$, so $d{0} = 1$.", loss));
        derivation.notes().forEach(note -> paragraph(say("{0}.", note)));
        cards.forEach(this::markdown);
        return out.toString().stripTrailing() + "\n";
    }

    private void markdown(ChainStep card) {
        String gradient = LatexName.of(card.name());
        out.append("## $").append(gradient).append("$\n\n");
        if (card.ways().size() > 1) {
            String variable = card.variable().latex();
            paragraph(say(
                    "${0}$ is used in {1} ways; their products are added.",
                    variable, card.ways().size()));
        }
        for (ChainStep.Way way : card.ways()) {
            row(
                    "- ",
                    say(
                            "through ${0} = {1}$: upstream ${2}$ `{3}`, local derivative `{4}`, product ${5}$ `{6}`",
                            way.through().latex(),
                            way.definition().latex(),
                            way.upstream().latex(),
                            way.upstream().shape(),
                            local(way),
                            way.product().latex(),
                            way.product().shape()));
        }
        out.append('\n');
        boolean inserted = !card.result().latex().equals(card.sum().latex());
        block(gradient + " = " + card.sum().latex()
                + (inserted ? " = " + card.result().latex() : ""));
        if (!card.rules().isEmpty()) {
            String rules = card.rules().stream().map(rule -> "`" + rule + "`").collect(Collectors.joining(", "));
            paragraph(say("Simplified by {0}.", rules));
        }
    }

    private void paragraph(Message text) {
        out.append(text.text(language)).append("\n\n");
    }

    private void block(String formula) {
        out.append("$$\n").append(formula).append("\n$$\n\n");
    }
}
