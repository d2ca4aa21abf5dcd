package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.chainrule.error.ChainruleException;

/** Writing a file whole or not at all. */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes bytes to a file: first to a neighbour, then moved into place, so that a reader never sees half of it and an
     * earlier file survives a failure.
     *
     * @throws ChainruleException when the folder is missing or may not be written
     */
    public static void write(Path file, byte[] bytes) {
        Path folder = folder(file);
        try {
            // Not createTempFile, whose files only their owner may read.
            Path draft = folder.resolve(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try {
                Files.write(draft, bytes);
                move(draft, file);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ChainruleException(say("cannot write {0}: {1}", file, Reading.reason(e)), e);
        }
    }

    /**
     * Looks at the place of a file before any work is done for it.
     *
     * @throws ChainruleException when nothing can be written there
     */
    public static void check(Path file) {
        Path folder = folder(file);
        if (!Files.isWritable(folder)) {
            throw new ChainruleException("cannot write {0}: the folder {1} does not allow it", file, folder);
        }
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ChainruleException("cannot write {0}: there is no folder {1}; create it first", file, folder);
        }
        if (Files.isDirectory(file)) {
            throw new ChainruleException("cannot write {0}: it is a folder", file);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // The move would take its place.
            throw new ChainruleException("cannot write {0}: it is a pipe or a device", file);
        }
        return folder;
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
