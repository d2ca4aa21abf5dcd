package org.chainrule.cli.editor;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.message.Language;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * The corrections of a text, each as a change of its line.
 *
 * @param uri where the text is
 * @param analysis what is known of it
 * @param language of the titles
 */
record QuickFixes(String uri, Analysis analysis, Language language) {
    /** The corrections of the lines of a stretch. */
    List<Either<Command, CodeAction>> at(Range range, CodeActionContext context) {
        List<Either<Command, CodeAction>> actions = new ArrayList<>();
        if (context.getOnly() != null
                && context.getOnly().stream().noneMatch(kind -> CodeActionKind.QuickFix.startsWith(kind))) {
            return actions;
        }
        for (JudgedLine line : analysis.judged()) {
            Optional<Replacement> replacement = Replacement.of(analysis.lines(), line);
            boolean here = line.line() - 1 >= range.getStart().getLine()
                    && line.line() - 1 <= range.getEnd().getLine();
            if (here
                    && !line.isRight()
                    && replacement.flatMap(Replacement::text).isPresent()) {
                actions.add(Either.forRight(action(replacement.get(), context)));
            }
        }
        return actions;
    }

    private CodeAction action(Replacement replacement, CodeActionContext context) {
        String text = replacement.text().orElseThrow();
        CodeAction action = new CodeAction(say("write {0}", text).text(language));
        action.setKind(CodeActionKind.QuickFix);
        action.setIsPreferred(true);
        action.setDiagnostics(Optional.ofNullable(context.getDiagnostics()).orElse(List.of()).stream()
                .filter(diagnostic -> diagnostic.getRange().equals(replacement.range()))
                .toList());
        action.setEdit(new WorkspaceEdit(Map.of(uri, List.of(new TextEdit(replacement.range(), text)))));
        return action;
    }
}
