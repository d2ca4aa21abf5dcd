package org.chainrule.cli.editor;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.chainrule.message.Language;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/**
 * A language server. It publishes what is wrong with a text and its derivation as diagnostics, offers corrections as quick
 * fixes, and answers hovers and completions.
 */
public final class EditorServer implements LanguageServer, AutoCloseable {
    private final Documents documents;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile boolean shutDown;

    private EditorServer(Language language) {
        documents = new Documents(language);
    }

    /**
     * Serves one editor until it says that it is done, or goes away.
     *
     * @param in what it says
     * @param out what it is told
     * @param language of what it is told
     * @return the exit code of the process: 0 when the editor took its leave as agreed
     */
    public static int serve(InputStream in, OutputStream out, Language language) {
        try (EditorServer server = new EditorServer(language)) {
            Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out);
            server.documents.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            Thread gone = new Thread(() -> server.leave(listening), "end of the editor");
            gone.setDaemon(true);
            gone.start();
            return server.ended.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (ExecutionException e) {
            return 1;
        }
    }

    /** Waits until nothing more can come. */
    private void leave(Future<Void> listening) {
        try {
            listening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            ended.complete(1);
        }
        ended.complete(shutDown ? 0 : 1);
    }

    @Override
    public void close() {
        documents.close();
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        ServerCapabilities can = new ServerCapabilities();
        can.setTextDocumentSync(TextDocumentSyncKind.Incremental);
        can.setHoverProvider(true);
        can.setCompletionProvider(new CompletionOptions(true, List.of("\\")));
        can.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
        can.setInlayHintProvider(true);
        documents.told(params.getCapabilities());
        return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("chainrule")));
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        documents.close();
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        ended.complete(shutDown ? 0 : 1);
    }

    /** Nothing is traced. */
    @Override
    public void setTrace(SetTraceParams params) {
        // An editor that wants a trace writes one of its own.
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return new WorkspaceService() {
            @Override
            public void didChangeConfiguration(DidChangeConfigurationParams params) {
                // There are no settings but those of the command line.
            }

            @Override
            public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
                documents.judgeAgain();
            }
        };
    }
}
