package org.chainrule.view;

import org.chainrule.message.Language;

/**
 * On what a picture is drawn, and by whom.
 *
 * @param language of its words
 * @param ground the colour behind it
 * @param slide the slide it is to fill, if any
 * @param engine who lays out: {@code layered}, {@code dot}, {@code embedded}, or empty for what this machine is set to
 */
public record Canvas(Language language, Ground ground, Slide slide, String engine) {
    /** English, on white paper of any size, laid out by ourselves. */
    public static final Canvas PLAIN = new Canvas(Language.EN, Ground.WHITE, Slide.NONE, "");

    /** What is behind a picture. */
    public enum Ground {
        /** White. */
        WHITE,
        /** Nothing: the page or the slide shines through; for light ones. */
        TRANSPARENT,
        /** Nearly black, with light ink. */
        DARK
    }

    /** The forms of slides. */
    public enum Slide {
        /** As large as the picture is. */
        NONE(0, 0),
        /** 16 to 9, 1280 by 720. */
        WIDE(1280, 720),
        /** 4 to 3, 960 by 720. */
        CLASSIC(960, 720);

        private final double width;
        private final double height;

        Slide(double width, double height) {
            this.width = width;
            this.height = height;
        }

        /** Its width in points; 0 when there is none. */
        public double width() {
            return width;
        }

        /** Its height in points; 0 when there is none. */
        public double height() {
            return height;
        }
    }

    /** The same in another language. */
    public Canvas language(Language choice) {
        return new Canvas(choice, ground, slide, engine);
    }

    /** The same on another ground. */
    public Canvas ground(Ground choice) {
        return new Canvas(language, choice, slide, engine);
    }

    /** The same for a slide. */
    public Canvas slide(Slide choice) {
        return new Canvas(language, ground, choice, engine);
    }

    /** The same by another engine. */
    public Canvas engine(String choice) {
        return new Canvas(language, ground, slide, choice);
    }
}
