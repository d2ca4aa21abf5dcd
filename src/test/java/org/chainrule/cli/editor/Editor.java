package org.chainrule.cli.editor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chainrule.cli.Main;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.jspecify.annotations.Nullable;

/** An editor, as far as a server can tell: it starts {@code chainrule lsp} and talks to it over its standard input and output. */
final class Editor implements LanguageClient, AutoCloseable {
    private static final int SECONDS = 60;

    private final Process process;
    private final LanguageServer server;
    private final LinkedBlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final InitializeResult capabilities;
    private int version = 1;

    Editor(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "lsp"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Launcher<LanguageServer> launcher =
                LSPLauncher.createClientLauncher(this, process.getInputStream(), process.getOutputStream());
        Future<Void> unused = launcher.startListening();
        server = launcher.getRemoteProxy();
        InitializeParams params = new InitializeParams();
        params.setCapabilities(new ClientCapabilities());
        capabilities = await(server.initialize(params));
        server.initialized(new InitializedParams());
    }

    InitializeResult capabilities() {
        return capabilities;
    }

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    void open(String uri, String text) {
        version = 1;
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "chainrule", version, text)));
    }

    /** Types into the text; without a range the whole text is another. */
    int type(String uri, @Nullable Range range, String text) {
        version++;
        TextDocumentContentChangeEvent change = range == null
                ? new TextDocumentContentChangeEvent(text)
                : new TextDocumentContentChangeEvent(range, text);
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, version), List.of(change)));
        return version;
    }

    /** The next that is underlined. */
    PublishDiagnosticsParams next() {
        try {
            PublishDiagnosticsParams params = published.poll(SECONDS, TimeUnit.SECONDS);
            if (params == null) {
                throw new IllegalStateException("nothing was published");
            }
            return params;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is underlined in the end: what was proved and explained is published behind what was compared. */
    PublishDiagnosticsParams settled(int of) {
        PublishDiagnosticsParams params = next();
        while (params.getVersion() != of) {
            params = next();
        }
        return next();
    }

    List<CodeAction> fixes(String uri, Range range) {
        List<Either<Command, CodeAction>> answer = await(server.getTextDocumentService()
                .codeAction(new CodeActionParams(
                        new TextDocumentIdentifier(uri), range, new CodeActionContext(List.of()))));
        return answer.stream().map(Either::getRight).toList();
    }

    String hover(String uri, int line, int character) {
        Hover hover = await(server.getTextDocumentService()
                .hover(new HoverParams(new TextDocumentIdentifier(uri), new Position(line, character))));
        return hover == null ? "" : hover.getContents().getRight().getValue();
    }

    List<CompletionItem> completions(String uri, int line, int character) {
        return await(server.getTextDocumentService()
                        .completion(
                                new CompletionParams(new TextDocumentIdentifier(uri), new Position(line, character))))
                .getLeft();
    }

    LanguageServer server() {
        return server;
    }

    /** Takes its leave as agreed. */
    int exit() {
        await(server.shutdown());
        server.exit();
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes away without a word. */
    int vanish() throws IOException {
        process.getOutputStream().close();
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {
        published.add(params);
    }

    @Override
    public void telemetryEvent(Object object) {
        throw new IllegalStateException("nobody is to be told of what is written");
    }

    @Override
    public void showMessage(MessageParams params) {
        throw new IllegalStateException(params.getMessage());
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
        throw new IllegalStateException(params.getMessage());
    }

    @Override
    public void logMessage(MessageParams params) {
        throw new IllegalStateException(params.getMessage());
    }
}
