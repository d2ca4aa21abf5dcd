package org.chainrule.cli.editor;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/** A text that is open in the editor. What was found about an older version of it is not taken for what is true of this one. */
final class OpenDocument {
    private final String uri;
    private TextLines lines;
    private int version;
    private CompletableFuture<Analysis> explained = new CompletableFuture<>();
    private Optional<Analysis> readable = Optional.empty();

    OpenDocument(String uri, int version, String text) {
        this.uri = uri;
        this.version = version;
        this.lines = TextLines.of(text);
    }

    String uri() {
        return uri;
    }

    /** The last part of the address. */
    String name() {
        Path file = file();
        return Optional.ofNullable(file.getFileName()).orElse(file).toString();
    }

    /** Where its data are: beside it, or where the server was started if it has no file yet. */
    Path folder() {
        return Optional.ofNullable(file().getParent()).orElse(Path.of(""));
    }

    private Path file() {
        try {
            URI address = URI.create(uri);
            return "file".equals(address.getScheme())
                    ? Path.of(address)
                    : Path.of(uri.substring(uri.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_"));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Path.of("model.cr");
        }
    }

    synchronized int version() {
        return version;
    }

    synchronized TextLines lines() {
        return lines;
    }

    /** The text is another now; whoever waits for what was to be said of the old one is told that it is gone. */
    synchronized void change(int newVersion, List<TextDocumentContentChangeEvent> changes) {
        for (TextDocumentContentChangeEvent change : changes) {
            lines = lines.changed(change);
        }
        version = newVersion;
        renew();
    }

    /** What was found holds no longer, though the text is the same: a file beside it has changed. */
    synchronized void renew() {
        CompletableFuture<Analysis> old = explained;
        explained = new CompletableFuture<>();
        old.cancel(false);
    }

    /** Takes what was found, unless the text has changed meanwhile. */
    synchronized boolean take(Analysis analysis) {
        if (analysis.lines() != lines) {
            return false;
        }
        if (analysis.model().isPresent()) {
            readable = Optional.of(analysis);
        }
        if (analysis.explained()) {
            explained.complete(analysis);
        }
        return true;
    }

    /** All that is known of this version, as soon as it is known. */
    synchronized CompletableFuture<Analysis> explained() {
        return explained;
    }

    /** The last version that could be read: names go on being known while a line is half written. */
    synchronized Optional<Analysis> readable() {
        return readable;
    }
}
