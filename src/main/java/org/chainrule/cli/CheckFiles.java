package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;

/** The files that a command line names: a folder stands for the models in it and below. */
final class CheckFiles {
    private static final String ENDING = ".cr";

    private CheckFiles() {}

    /**
     * Files as they are, folders as the models below them, sorted by name; each with the name a report gives it, which for a
     * model in a folder begins with that folder, wherever it is.
     *
     * @throws ChainruleException when a folder has no model, or cannot be read
     */
    static Map<Path, String> expand(List<Path> named) {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                Path absolute = path.toAbsolutePath().normalize();
                Path above = absolute.getParent() == null ? absolute : absolute.getParent();
                below(path)
                        .forEach(file -> files.put(
                                file,
                                name(above.relativize(file.toAbsolutePath().normalize()))));
            } else {
                files.put(path, name(path));
            }
        }
        return files;
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> models = walk.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(CheckFiles::name))
                    .toList();
            if (models.isEmpty()) {
                throw new ChainruleException("there is no file *{0} in the folder {1}", ENDING, folder);
            }
            return models;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new ChainruleException(say("cannot read the folder {0}: {1}", folder, e.getMessage()), e);
        }
    }

    /** The same on every system. */
    private static String name(Path file) {
        return file.toString().replace(File.separatorChar, '/');
    }
}
