package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.chainrule.error.ChainruleException;

/** Sees to it that what is written does not take the place of what was read. */
final class OutputGuard {
    private OutputGuard() {}

    /**
     * Compares a file that is about to be written with those that are read, by whatever names and links they are reached.
     *
     * @throws ChainruleException when it is one of them
     */
    static void spare(Path output, Collection<Path> inputs) {
        for (Path input : inputs) {
            if (same(output, input)) {
                throw new ChainruleException(
                        say("cannot write {0}: it is the model that is read, {1}; name another file", output, input));
            }
        }
    }

    private static boolean same(Path output, Path input) {
        try {
            return Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input);
        } catch (IOException e) {
            // Whoever reads the one or writes the other says what is wrong with it.
            return false;
        }
    }
}
