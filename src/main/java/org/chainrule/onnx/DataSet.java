package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;

/** Values beside a model: {@code input_0.pb}, {@code output_0.pb} and so on, read but not yet understood. */
record DataSet(List<byte[]> inputs, List<byte[]> outputs) {
    static DataSet read(Path folder) {
        DataSet set = new DataSet(files(folder, "input_"), files(folder, "output_"));
        if (set.inputs.isEmpty() && set.outputs.isEmpty()) {
            throw new ChainruleException(
                    say("{0} holds no values: they are called input_0.pb, output_0.pb and so on", folder));
        }
        return set;
    }

    /** The folder itself, or those below it that hold values, {@code test_data_set_0} and so on. */
    static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ChainruleException(say("there is no folder {0}", folder));
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> sets = all.filter(path -> Files.isDirectory(path)
                            && path.getFileName().toString().startsWith("test_data_set_"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
            boolean own = Files.exists(folder.resolve("input_0.pb")) || Files.exists(folder.resolve("output_0.pb"));
            return own || sets.isEmpty() ? List.of(folder) : sets;
        } catch (IOException e) {
            throw new ChainruleException(say("{0} cannot be read", folder), e);
        }
    }

    /** Whether a folder, or one below it, has values. */
    static boolean isIn(Path folder) {
        return Files.exists(folders(folder).get(0).resolve("input_0.pb"));
    }

    private static List<byte[]> files(Path folder, String prefix) {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; ; i++) {
            Path file = folder.resolve(prefix + i + ".pb");
            if (!Files.exists(file)) {
                return files;
            }
            try {
                files.add(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new ChainruleException(say("{0} cannot be read", file), e);
            }
        }
    }
}
