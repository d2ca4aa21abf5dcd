package org.chainrule.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;

/** The files that a command line names: a folder stands for the models in it and below. */
final class CheckFiles {
    private static final String ENDING = ".cr";

    private CheckFiles() {}

    /**
     * Files as they are, folders as the models below them, sorted by name.
     *
     * @throws ChainruleException when a folder has no model, or cannot be read
     */
    static List<Path> expand(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                files.addAll(below(path));
            } else {
                files.add(path);
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
                throw new ChainruleException("there is no file *" + ENDING + " in the folder " + folder);
            }
            return models;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new ChainruleException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** A path as a report names it, the same on every system. */
    static String name(Path file) {
        return file.toString().replace(File.separatorChar, '/');
    }
}
