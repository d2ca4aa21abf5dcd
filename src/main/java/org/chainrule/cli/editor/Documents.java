package org.chainrule.cli.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.chainrule.cli.editor.JudgingQueue.Judged;
import org.chainrule.message.Language;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.InlayHintWorkspaceCapabilities;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;

/** The open texts, and the answers about them. */
final class Documents implements TextDocumentService, AutoCloseable {
    private final Map<String, OpenDocument> open = new ConcurrentHashMap<>();
    private final Language language;
    private final JudgingQueue queue = new JudgingQueue(this::publish);
    private volatile Optional<LanguageClient> client = Optional.empty();
    private volatile boolean refreshesHints;

    Documents(Language language) {
        this.language = language;
    }

    /** Whom to tell. */
    void connect(LanguageClient editor) {
        client = Optional.of(editor);
    }

    /** What the editor can do. */
    void told(ClientCapabilities can) {
        refreshesHints = Optional.ofNullable(can)
                .map(ClientCapabilities::getWorkspace)
                .map(WorkspaceClientCapabilities::getInlayHint)
                .map(InlayHintWorkspaceCapabilities::getRefreshSupport)
                .orElse(false);
    }

    @Override
    public void close() {
        queue.close();
    }

    /** Files beside the texts have changed. */
    void judgeAgain() {
        for (OpenDocument document : open.values()) {
            document.renew();
            queue.judge(document, true);
        }
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        TextDocumentItem item = params.getTextDocument();
        OpenDocument document = new OpenDocument(item.getUri(), item.getVersion(), item.getText());
        open.put(item.getUri(), document);
        queue.judge(document, false);
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        OpenDocument document = open.get(params.getTextDocument().getUri());
        if (document != null) {
            Integer version = params.getTextDocument().getVersion();
            document.change(version == null ? document.version() + 1 : version, params.getContentChanges());
            queue.judge(document, true);
        }
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        String uri = params.getTextDocument().getUri();
        OpenDocument document = open.remove(uri);
        if (document != null) {
            document.renew();
            client.ifPresent(editor -> editor.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of())));
        }
    }

    /** What is judged is what is written, saved or not. */
    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        // Nothing is left to do.
    }

    private void publish(Judged judged) {
        OpenDocument document = judged.document();
        if (open.get(document.uri()) != document || !document.take(judged.analysis())) {
            return;
        }
        PublishDiagnosticsParams found =
                new PublishDiagnosticsParams(document.uri(), new Squiggles(judged.analysis(), language).all());
        found.setVersion(judged.version());
        client.ifPresent(editor -> {
            editor.publishDiagnostics(found);
            if (refreshesHints) {
                CompletableFuture<Void> unused = editor.refreshInlayHints();
            }
        });
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        OpenDocument document = open.get(params.getTextDocument().getUri());
        if (document == null) {
            return CompletableFuture.completedFuture(null);
        }
        return queue.answer(() -> document.readable()
                .flatMap(known -> new Hovers(known, document, language).at(params.getPosition()))
                .orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        OpenDocument document = open.get(params.getTextDocument().getUri());
        return queue.answer(() -> Either.forLeft(
                document == null
                        ? List.of()
                        : new Completions(document.readable(), document.lines()).at(params.getPosition())));
    }

    @Override
    public CompletableFuture<CompletionItem> resolveCompletionItem(CompletionItem item) {
        return CompletableFuture.completedFuture(Completions.documented(item));
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        String uri = params.getTextDocument().getUri();
        return whenExplained(
                uri, analysis -> new QuickFixes(uri, analysis, language).at(params.getRange(), params.getContext()));
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
        return whenExplained(params.getTextDocument().getUri(), analysis -> new Squiggles(analysis, language)
                .marks(params.getRange()));
    }

    /** What is said of this version once everything is known of it; nothing when it is gone before. */
    private <T> CompletableFuture<List<T>> whenExplained(String uri, Function<Analysis, List<T>> say) {
        OpenDocument document = open.get(uri);
        if (document == null) {
            return CompletableFuture.completedFuture(new ArrayList<>());
        }
        return document.explained().thenApply(say).exceptionally(e -> {
            if (e instanceof CancellationException || e.getCause() instanceof CancellationException) {
                return List.of();
            }
            throw e instanceof CompletionException known ? known : new CompletionException(e);
        });
    }
}
