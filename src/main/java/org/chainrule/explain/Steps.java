package org.chainrule.explain;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.TerminalWidth;
import org.chainrule.tensor.Shape;

/** Writes the chain rule step by step, for a terminal. */
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
            row(indent, say("local      {0}", way.localText()));
            row(
                    indent,
                    say("product    {0}", way.product().text()),
                    way.product().shape());
        }
        if (ways > 1) {
            row("  ", say("sum        {0}", card.sum().text()), card.sum().shape());
        }
        card.inserted().ifPresent(result -> row("  ", say("inserted   {0}", result.text()), result.shape()));
        card.helpers()
                .forEach(helper -> row(
                        "  ",
                        say(
                                "           where {0} = {1}",
                                helper.name().text(), helper.formula().text()),
                        helper.formula().shape()));
        if (!card.rules().isEmpty()) {
            row("  ", say("rules      {0}", String.join(", ", card.rules())));
        }
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
}
