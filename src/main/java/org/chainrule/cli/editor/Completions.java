package org.chainrule.cli.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Model;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;

/**
 * What may be written at a place: the names of the text, what it may derive, functions, and the words that begin a line.
 *
 * @param known the last version that could be read
 * @param lines the text as it is now
 */
record Completions(Optional<Analysis> known, TextLines lines) {
    private static final List<String> WORDS =
            List.of("dims", "input", "param", "loss", "derive", "check", "assume", "train", "layout", "syntax");

    /** Everything that may stand there; the editor knows which of it begins as what is written does. */
    List<CompletionItem> at(Position place) {
        Map<String, CompletionItem> items = new LinkedHashMap<>();
        Optional<Model> model = known.flatMap(Analysis::model);
        model.ifPresent(read -> read.names().forEach((name, node) -> add(items, name, node, "1")));
        if (isBelowDerive(place)) {
            model.ifPresent(read -> read.names().forEach((name, node) -> add(items, "d" + name, node, "2")));
        }
        model.map(Model::sizeNames)
                .ifPresent(
                        names -> names.forEach(name -> items.put(name, item(name, CompletionItemKind.Constant, "3"))));
        for (String name : CallableFunctions.names()) {
            if (!items.containsKey(name)) {
                CompletionItem item = item(name, CompletionItemKind.Function, "4");
                CallableFunctions.find(name).ifPresent(function -> item.setDetail(function.toString()));
                items.put(name, item);
            }
        }
        String before = lines.line(place.getLine());
        before = before.substring(0, Math.min(before.length(), place.getCharacter()))
                .strip();
        if (before.codePoints().allMatch(Character::isLetter)) {
            WORDS.forEach(word -> items.putIfAbsent(word, item(word, CompletionItemKind.Keyword, "0")));
        }
        return new ArrayList<>(items.values());
    }

    private boolean isBelowDerive(Position place) {
        for (int i = 0; i < place.getLine(); i++) {
            if (lines.line(i).stripLeading().startsWith("derive")) {
                return true;
            }
        }
        return false;
    }

    private static void add(Map<String, CompletionItem> items, String name, Node node, String order) {
        CompletionItem item = item(name, CompletionItemKind.Variable, order);
        item.setDetail(node.shape().toString());
        items.putIfAbsent(name, item);
    }

    private static CompletionItem item(String name, CompletionItemKind kind, String order) {
        CompletionItem item = new CompletionItem(name);
        item.setKind(kind);
        item.setSortText(order + name);
        return item;
    }

    /** The same with what the catalogue says of it. */
    static CompletionItem documented(CompletionItem item) {
        if (item.getKind() == CompletionItemKind.Function) {
            CallableFunctions.find(item.getLabel())
                    .ifPresent(function ->
                            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, Hovers.sentences(function))));
        }
        return item;
    }
}
