package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.chainrule.error.ChainruleException;

/** A file that is there whole or not at all: it is written beside its place and moved there. */
final class Output {
    private final Path file;
    private final Path folder;

    private Output(Path file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /**
     * Looks at the place before any work is done for it.
     *
     * @throws ChainruleException if nothing can be written there
     */
    static Output to(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(file)) {
            throw new ChainruleException("Cannot write {0}: it is a folder. Name a file in it.", file);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // The move would take its place.
            throw new ChainruleException("cannot write {0}: it is a pipe or a device", file);
        }
        if (!Files.exists(parent)) {
            throw new ChainruleException(
                    "Cannot write {0}: there is no folder {1}. Create it first, or name another.", file, parent);
        }
        if (!Files.isDirectory(parent)) {
            throw new ChainruleException("Cannot write {0}: {1} is not a folder.", file, parent);
        }
        if (!Files.isWritable(parent)) {
            throw new ChainruleException(
                    "Cannot write {0}: the folder {1} does not allow it. Name another.", file, parent);
        }
        return new Output(file, parent);
    }

    void write(byte[] bytes) {
        try {
            // Not createTempFile: its files are private to the user, and a picture is for others too.
            Path part = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                Files.write(part, bytes, StandardOpenOption.CREATE_NEW);
                move(part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ChainruleException(say("Cannot write {0}: {1}", file, e.getMessage()), e);
        }
    }

    private void move(Path part) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
