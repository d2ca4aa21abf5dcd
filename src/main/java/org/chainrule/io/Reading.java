package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Tensor;

/** Reading tensors from files, by the ending of the name. */
public final class Reading {
    private Reading() {}

    /**
     * The tensors in a file: one without a name in a {@code .npy}, {@code .csv}, {@code .txt}, {@code .png} or IDX file, some by
     * their names in an {@code .npz}, {@code .safetensors}, {@code .mat} or {@code .libsvm} file.
     *
     * @throws ChainruleException when the file cannot be read as one, saying why
     */
    public static Map<String, Tensor> tensors(Path file) {
        if (Files.isDirectory(file)) {
            throw new ChainruleException("{0} is a folder, not a file", file);
        }
        String name = file.toString();
        if (Idx.isName(name)) {
            return Map.of("", Idx.read(file));
        }
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "npy" -> Map.of("", Npy.read(file));
            case "csv" -> Map.of("", Csv.read(file));
            case "txt" -> Map.of("", TextFile.read(file));
            case "png" -> Map.of("", Images.read(file));
            case "npz" -> Npz.read(file);
            case "safetensors" -> SafeTensors.read(file);
            case "mat" -> MatFile.read(file);
            case "libsvm", "svm", "svmlight" -> Libsvm.read(file);
            default ->
                throw new ChainruleException(
                        "cannot tell what {0} is: values are read from .npy, .npz, .csv, .txt, .png, .mat, .libsvm, .safetensors and IDX files (-ubyte, .idx, and these with .gz)",
                        file);
        };
    }

    /**
     * The tensor in a file that has one.
     *
     * @throws ChainruleException when the file cannot be read, or has several
     */
    public static Tensor tensor(Path file) {
        return tensor(file, "", tensors(file));
    }

    /**
     * One of the tensors of a file.
     *
     * @param part its name; empty when there is one only
     * @param tensors what the file has
     * @throws ChainruleException when there is none of that name
     */
    public static Tensor tensor(Path file, String part, Map<String, Tensor> tensors) {
        Tensor tensor = part.isEmpty() && tensors.size() == 1
                ? tensors.values().iterator().next()
                : tensors.get(part);
        if (tensor != null) {
            return tensor;
        }
        String names = String.join(", ", tensors.keySet());
        throw part.isEmpty()
                ? new ChainruleException(
                        "{0} has more than one array, or none: say which, file(\"x\", \"name\"): {1}", file, names)
                : new ChainruleException("{0} has no array {1}: it has {2}", file, part, names);
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
