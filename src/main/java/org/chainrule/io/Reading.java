package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Tensor;

/** Reading tensors from files, by the ending of the name. */
public final class Reading {
    private Reading() {}

    /**
     * The tensor in a {@code .npy}, {@code .csv}, {@code .txt} or IDX file.
     *
     * @throws ChainruleException when the file cannot be read as one, saying why
     */
    public static Tensor tensor(Path file) {
        if (Files.isDirectory(file)) {
            throw new ChainruleException("{0} is a folder, not a file", file);
        }
        String name = file.toString();
        if (name.endsWith(".npy")) {
            return Npy.read(file);
        }
        if (name.endsWith(".csv")) {
            return Csv.read(file);
        }
        if (Idx.isName(name)) {
            return Idx.read(file);
        }
        if (name.endsWith(".txt")) {
            return TextFile.read(file);
        }
        throw new ChainruleException(
                "cannot tell what {0} is: values are read from .npy, .csv, .txt and IDX files (-ubyte, .idx, and these with .gz)",
                file);
    }

    static ChainruleException failed(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new ChainruleException(say("there is no file {0}", file), e);
        }
        if (e instanceof AccessDeniedException) {
            return new ChainruleException(say("the file {0} may not be read", file), e);
        }
        return new ChainruleException(say("cannot read {0}: {1}", file, reason(e)), e);
    }

    /** What the system says of a failure, without the name of the file, which the sentence has. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
    }
}
