package org.chainrule.notation.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.chainrule.error.ChainruleException;

/**
 * A format of another program's models. Readers are in a jar of their own, which not every user needs, so they are found as
 * services.
 */
public interface ModelFormat {
    /** How the names of its files end, such as {@code .onnx}. */
    String ending();

    /**
     * Reads a model.
     *
     * @param values a folder of values of its inputs
     * @throws ChainruleException when a file cannot be read, is damaged, or holds what cannot be read
     */
    OutsideModel model(Path file, Optional<Path> values);

    /**
     * Reads a model by the format that the file's name tells.
     *
     * @throws ChainruleException when the file cannot be read, or nothing that reads it is on the class path
     */
    static OutsideModel read(Path file, Optional<Path> values) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (ModelFormat format : ServiceLoader.load(ModelFormat.class, ModelFormat.class.getClassLoader())) {
            if (name.endsWith(format.ending())) {
                return format.model(file, values);
            }
        }
        throw new ChainruleException(
                "nothing here reads {0}: the models of other programs need the jar with the classifier extras (docs/library.md)",
                file);
    }
}
