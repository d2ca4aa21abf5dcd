package org.chainrule.cli.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language server as an editor sees it: a process, and messages over its standard input and output. */
class EditorServerTest {
    private static final String URI = "file:///home/anyone/line.cr";
    private static final String TEXT =
            """
            dims m
            input X [2, m], Y [1, m]
            param W [1, 2]

            A = tanh(W @ X)
            J = mean((A - Y)^2)

            derive J
            dA = 2 * (A - Y) / m
            dW = dA @ X.T   # forgot something
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWrongLineIsUnderlinedAndMended() throws IOException {
        try (Editor editor = new Editor("--stdio")) {
            editor.open(URI, TEXT);
            PublishDiagnosticsParams quick = editor.next();
            assertThat(quick.getUri()).isEqualTo(URI);
            assertThat(quick.getDiagnostics()).hasSize(1);
            Diagnostic wrong = editor.next().getDiagnostics().get(0);
            assertThat(wrong.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
            assertThat(wrong.getRange()).isEqualTo(range(9, 5, 13));
            assertThat(wrong.getSource()).isEqualTo("chainrule");
            assertThat(wrong.getCode().getLeft()).isEqualTo("missing_activation_derivative");
            assertThat(wrong.getMessage())
                    .startsWith("wrong\ndW misses the derivative of the activation `A`")
                    .contains("for example entry");

            List<CodeAction> fixes = editor.fixes(URI, range(9, 0, 0));
            assertThat(fixes).hasSize(1);
            assertThat(fixes.get(0).getTitle()).isEqualTo("write dA * (1 - A^2) @ X.T");
            TextEdit edit = edit(fixes.get(0));
            int version = editor.type(URI, edit.getRange(), edit.getNewText());
            PublishDiagnosticsParams mended = editor.settled(version);
            assertThat(mended.getDiagnostics()).isEmpty();

            List<InlayHint> marks = Editor.await(editor.server()
                    .getTextDocumentService()
                    .inlayHint(new InlayHintParams(new TextDocumentIdentifier(URI), new Range(at(0, 0), at(9, 99)))));
            assertThat(marks.stream().map(mark -> mark.getLabel().getLeft())).containsExactly("✓ proved", "✓ proved");
            assertThat(editor.fixes(URI, range(9, 0, 0))).isEmpty();
            assertThat(editor.exit()).isZero();
        }
    }

    @Test
    void aLineInLatexIsMendedInLatexAndCodeInCode() throws IOException {
        String text = TEXT.replace(
                "dA = 2 * (A - Y) / m\ndW = dA @ X.T   # forgot something\n",
                """
                $\\frac{\\partial J}{\\partial A} = \\frac{2}{m}(A+Y)$,
                ```python
                dW = np.dot(dA * (1 - A**2), X)
                dW *= 2
                ```
                """);
        try (Editor editor = new Editor()) {
            editor.open(URI, text);
            editor.settled(1);
            TextEdit first = edit(editor.fixes(URI, range(8, 0, 0)).get(0));
            assertThat(first.getRange()).isEqualTo(range(8, 33, 49));
            assertThat(first.getNewText()).isEqualTo("\\frac{2}{m} \\left(A - Y\\right)");
            TextEdit second = edit(editor.fixes(URI, range(10, 0, 0)).get(0));
            assertThat(second.getNewText()).isEqualTo("dA * (1 - A**2) @ X.T");
            TextEdit third = edit(editor.fixes(URI, range(11, 0, 0)).get(0));
            assertThat(third.getRange()).isEqualTo(range(11, 3, 7));
            assertThat(third.getNewText()).isEqualTo("= dW");
            assertThat(editor.exit()).isZero();
        }
    }

    @Test
    void typingIsNotHeldUp() throws IOException {
        try (Editor editor = new Editor()) {
            editor.open(URI, TEXT);
            editor.settled(1);
            int version = 1;
            // 40 letters within a moment: the versions between are not worth a verdict
            for (int i = 0; i < 40; i++) {
                version = editor.type(URI, range(9, 5 + i, 5 + i), "-");
            }
            long began = System.nanoTime();
            assertThat(editor.completions(URI, 9, 5)).isNotEmpty();
            assertThat((System.nanoTime() - began) / 1e9).isLessThan(3);
            int judged = 0;
            PublishDiagnosticsParams last;
            do {
                last = editor.next();
                judged++;
            } while (last.getVersion() != version);
            assertThat(judged).isLessThan(20);
            assertThat(editor.next().getDiagnostics()).hasSize(1);
            // the corrections of a version that is gone are not asked for in vain
            editor.type(URI, range(9, 5, 45), "");
            assertThat(editor.fixes(URI, range(9, 0, 0))).hasSize(1);
            assertThat(editor.exit()).isZero();
        }
    }

    @Test
    void namesAreToldAndCompleted() throws IOException {
        String text = TEXT.replace("X [2, m]", "X [2, m] = [[1, 2], [3, 4]]")
                .replace("Y [1, m]", "Y [1, m] = [[0, 1]]")
                .replace("W [1, 2]", "W [1, 2] = [[0.5, -0.25]]");
        try (Editor editor = new Editor()) {
            editor.open(URI, text);
            editor.settled(1);
            assertThat(editor.hover(URI, 4, 0))
                    .contains("A [1, m]")
                    .contains("A = tanh(W @ X)")
                    .contains("value: `[[-0.24491866240370913, 0]]`");
            assertThat(editor.hover(URI, 4, 9)).contains("param W [1, 2]").contains("[[0.5, -0.25]]");
            assertThat(editor.hover(URI, 9, 1))
                    .contains("∂J/∂W [1, 2]")
                    .contains("dW = ")
                    .contains("✗ wrong");
            assertThat(editor.hover(URI, 4, 6)).contains("tanh(x)");
            assertThat(editor.hover(URI, 3, 0)).isEmpty();

            List<CompletionItem> items = editor.completions(URI, 9, 6);
            assertThat(labels(items))
                    .contains("X", "A", "dA", "dW", "m", "softmax")
                    .doesNotContain("dims");
            assertThat(labels(editor.completions(URI, 0, 0)))
                    .contains("dims", "param")
                    .doesNotContain("dW");
            CompletionItem softmax = items.stream()
                    .filter(item -> item.getLabel().equals("softmax"))
                    .findFirst()
                    .orElseThrow();
            assertThat(softmax.getDetail()).startsWith("softmax(");
            assertThat(Editor.await(editor.server().getTextDocumentService().resolveCompletionItem(softmax))
                            .getDocumentation()
                            .getRight()
                            .getValue())
                    .isNotBlank();
            // a line half written takes no name away
            editor.type(URI, range(3, 0, 0), "Q = (");
            assertThat(editor.hover(URI, 4, 0)).contains("A = tanh(W @ X)");
        }
    }

    @Test
    void whatCannotBeReadIsSaidAtItsPlace() throws IOException {
        try (Editor editor = new Editor("--lang", "zh")) {
            editor.open(URI, TEXT.replace("tanh(W @ X)", "tanh(W @ Q)"));
            Diagnostic unknown = editor.settled(1).getDiagnostics().get(0);
            assertThat(unknown.getRange()).isEqualTo(range(4, 13, 14));
            assertThat(unknown.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
            assertThat(unknown.getMessage()).contains("Q").matches("(?s).*\\p{IsHan}.*");
            // nothing is claimed: nothing is wrong
            int version = editor.type(URI, null, TEXT.substring(0, TEXT.indexOf("derive")));
            assertThat(editor.settled(version).getDiagnostics()).isEmpty();
            version = editor.type(URI, null, "");
            editor.settled(version);
            assertThat(editor.vanish()).isEqualTo(1);
        }
    }

    @Test
    void dataAreLookedForBesideTheText() throws IOException {
        Files.writeString(folder.resolve("x.csv"), "1,2\n3,4\n");
        String uri = folder.resolve("model.cr").toUri().toString();
        try (Editor editor = new Editor()) {
            editor.open(uri, "input x [2, 2] = file(\"x.csv\")\ny = sum(x)\n");
            editor.settled(1);
            assertThat(editor.hover(uri, 1, 0)).contains("value: `10`");
        }
    }

    /** What the page shows of an editor is what one gets. */
    @Test
    void thePageTellsTheTruth() throws IOException {
        String page = Files.readString(Path.of("docs/editor.md"));
        String text = block(page, "cr");
        try (Editor editor = new Editor()) {
            editor.open(URI, text);
            StringBuilder shown = new StringBuilder();
            for (Diagnostic found : editor.settled(1).getDiagnostics()) {
                shown.append(place(found.getRange()))
                        .append(" error [")
                        .append(found.getCode().getLeft())
                        .append("] ")
                        .append(found.getMessage().lines().skip(1).findFirst().orElse(""))
                        .append('\n');
            }
            Range whole = new Range(at(0, 0), at(99, 0));
            for (CodeAction fix : editor.fixes(URI, whole)) {
                shown.append("fix ")
                        .append(place(edit(fix).getRange()))
                        .append(' ')
                        .append(fix.getTitle())
                        .append('\n');
            }
            for (InlayHint mark : Editor.await(editor.server()
                    .getTextDocumentService()
                    .inlayHint(new InlayHintParams(new TextDocumentIdentifier(URI), whole)))) {
                shown.append(mark.getPosition().getLine())
                        .append(':')
                        .append(mark.getPosition().getCharacter())
                        .append(' ')
                        .append(mark.getLabel().getLeft())
                        .append('\n');
            }
            assertThat(shown.toString()).isEqualTo(block(page, "lsp"));
        }
    }

    private static String block(String page, String language) {
        String start = "```" + language + " line.cr\n";
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf("```", from));
    }

    private static String place(Range range) {
        return range.getStart().getLine() + ":" + range.getStart().getCharacter() + "-"
                + range.getEnd().getLine() + ":" + range.getEnd().getCharacter();
    }

    private static List<String> labels(List<CompletionItem> items) {
        return items.stream().map(CompletionItem::getLabel).toList();
    }

    private static TextEdit edit(CodeAction action) {
        return action.getEdit().getChanges().getOrDefault(URI, List.of()).get(0);
    }

    private static Range range(int line, int from, int to) {
        return new Range(at(line, from), at(line, to));
    }

    private static Position at(int line, int character) {
        return new Position(line, character);
    }
}
