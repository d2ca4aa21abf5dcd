package org.chainrule.cli.editor;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.explain.Explanation;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.document.HandedIn;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.ops.Function;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.TensorText;
import org.chainrule.view.report.TextReport;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;

/**
 * What is said of the name under the mouse: its shape, its formula, its value where the text gives all it needs.
 *
 * @param known the last version of the text that could be read
 * @param document the text
 * @param language of the sentences
 */
record Hovers(Analysis known, OpenDocument document, Language language) {
    /** What is to be said of a place; empty when nothing is there. */
    Optional<Hover> at(Position place) {
        String word = document.lines().word(place);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Notes.nowhere(() -> name(word).or(() -> gradient(word, place)).or(() -> CallableFunctions.find(word)
                        .map(function -> List.of(code(function.toString()), sentences(function)))))
                .map(parts -> new Hover(new MarkupContent(MarkupKind.MARKDOWN, String.join("\n\n", parts))));
    }

    private Optional<List<String>> name(String word) {
        Optional<Model> model = known.model();
        return model.flatMap(read -> read.find(word)).map(node -> {
            List<String> parts = new ArrayList<>();
            parts.add(code(role(node) + word + " " + node.shape()));
            Optional.ofNullable(model.get().formulas().get(word))
                    .ifPresent(formula -> parts.add(code(word + " = " + formula)));
            parts.add(value(word).text(language));
            return parts;
        });
    }

    private static String role(Node node) {
        return node.op() instanceof Leaf leaf ? (leaf.role() == Leaf.Role.PARAM ? "param " : "input ") : "";
    }

    /** The right gradient, for a name such as {@code dW}; with the verdict where it stands at the left of a judged line. */
    private Optional<List<String>> gradient(String word, Position place) {
        Optional<Model> model = known.model().filter(read -> read.lossName().isPresent());
        if (!word.startsWith("d") || model.isEmpty()) {
            return Optional.empty();
        }
        String of = word.substring(1);
        return model.get().find(of).map(node -> {
            String loss = model.get().lossName().orElseThrow();
            List<String> parts = new ArrayList<>();
            parts.add(code("∂" + loss + "/∂" + of + " " + node.shape()));
            known.judged().stream()
                    .filter(line -> line.line() == place.getLine() + 1 && known.lines() == document.lines())
                    .findFirst()
                    .ifPresent(line -> parts.add(TextReport.verdict(line, language)));
            formula(model.get(), node).map(Hovers::code).ifPresent(parts::add);
            parts.add(value("grad(" + loss + ", " + of + ")").text(language));
            return parts;
        });
    }

    /** What it is at the values that the text gives. */
    private Message value(String formula) {
        try {
            Model model = Model.read(
                    HandedIn.read(Source.of(document.name(), known.lines().text())),
                    document.folder(),
                    new Model.Settings(true, 0).withLenientClaims());
            Node node = model.find(formula).orElseGet(() -> model.expression(formula));
            return say(
                    "value: {0}",
                    "`"
                            + TensorText.shortened(Interpreter.run(List.of(node), model.bindings(), DType.F64)
                                    .get(node))
                            + "`");
        } catch (ChainruleException e) {
            return say("no value: {0}", e.sentence().firstLine());
        }
    }

    private static String code(String text) {
        return "```chainrule\n" + text + "\n```";
    }

    /** The documentation is written for Javadoc. */
    static String sentences(Function function) {
        return function.doc().replaceAll("\\{@code ([^}]*)\\}", "`$1`");
    }

    /** The formula of a gradient; empty when the loss has none. */
    private static Optional<String> formula(Model model, Node variable) {
        Explanation explanation =
                Explanation.of(model.loss()).names(model.names()).wrt(List.of(variable));
        return explanation.lines().stream()
                .filter(line -> line.variable().equals(Optional.of(variable)))
                .findFirst()
                .map(line -> line.name() + " = " + explanation.formula(line).text());
    }
}
