package org.chainrule.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.Csv;
import org.chainrule.io.Npy;
import org.chainrule.notation.model.Model;

/** Reads bytes as each kind of file that the library reads. */
public final class FilesTarget {
    private static final Path FILE = file();

    private FilesTarget() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("chainrule-fuzz", ".bin");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called by the fuzzer first: loading and instrumenting classes is no hang. */
    public static void fuzzerInitialize() throws IOException {
        fuzzerTestOneInput("1,2\n3,x\n".getBytes(StandardCharsets.UTF_8));
        fuzzerTestOneInput("input x [2] = [1, 2]\n".getBytes(StandardCharsets.UTF_8));
        fuzzerTestOneInput("\u0093NUMPY\u0001".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        read(() -> Npy.read(FILE));
        read(() -> Csv.read(FILE));
        read(() -> Model.read(FILE));
    }

    private static void read(Runnable reading) {
        try {
            reading.run();
        } catch (ChainruleException e) {
            e.getMessage();
        }
    }
}
