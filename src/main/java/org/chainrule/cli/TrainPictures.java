package org.chainrule.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chainrule.io.AtomicFile;
import org.chainrule.view.Pictures;

/**
 * The pictures of a training.
 *
 * @param folder where they are written
 * @param png whether each is written as PNG, too
 */
record TrainPictures(Path folder, boolean png) {
    /**
     * Writes one.
     *
     * @param name without its ending
     */
    void draw(String name, String svg) {
        text(name + ".svg", svg);
        if (png) {
            AtomicFile.write(folder.resolve(name + ".png"), Pictures.png(svg));
        }
    }

    /** Writes a file that is no picture. */
    void text(String name, String text) {
        AtomicFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
