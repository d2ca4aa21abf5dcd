package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/** Names of files as people write them. */
public final class FileNames {
    private FileNames() {}

    /**
     * The path that a name means.
     *
     * @throws ChainruleException when no file can have it, or the locale of the process cannot write it
     */
    public static Path of(String name) {
        return in(Path.of(""), name);
    }

    /**
     * The path that a name means beside other files.
     *
     * @param folder where it is looked for, when the name is not absolute
     * @throws ChainruleException when no file can have it, or the locale of the process cannot write it
     */
    public static Path in(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new ChainruleException(refusal(name, e.getReason()), e);
        }
    }

    /** In the locale C a process cannot say a name with other letters than those of ASCII. */
    private static Message refusal(String name, String reason) {
        boolean ascii = name.chars().allMatch(c -> c < 128);
        return ascii
                ? say("no file can have the name {0}: {1}", name.replace('\0', '·'), reason)
                : say("the locale of this process cannot write the name {0}: set LC_ALL=C.UTF-8", name);
    }
}
