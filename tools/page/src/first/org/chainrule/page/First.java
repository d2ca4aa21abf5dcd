package org.chainrule.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.cli.FirstPicture;
import org.chainrule.message.Language;

/** Makes the picture that the page opens with: {@code First RESULT NAME FILE}. */
public final class First {
    private First() {}

    /** Writes it. */
    public static void main(String[] args) throws IOException {
        String text = Files.readString(Path.of(args[2]));
        String first = FirstPicture.of(args[1], text, "{\"values\":{}}", List.of(Language.EN, Language.ZH));
        Files.writeString(Path.of(args[0]), first);
        System.out.println("first picture " + first.length());
    }
}
