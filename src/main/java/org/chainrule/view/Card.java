package org.chainrule.view;

import java.util.List;

/**
 * The face of a node, measured: what stands where inside it. SVG draws exactly this; the labels of the DOT text are
 * made of the same parts.
 *
 * @param frame what is drawn around it
 * @param width in points
 * @param height in points
 * @param sections the parts, from top to bottom and from left to right
 */
record Card(Frame frame, double width, double height, List<Section> sections) {
    /** What is drawn around a card. */
    enum Frame {
        /** A rounded box. */
        BOX,
        /** Two rounded boxes, one behind the other. */
        STACK,
        /** A circle with the operation in it. */
        CIRCLE,
        /** A edge through the middle. */
        WIRE,
        /** Nothing. */
        BARE
    }

    /** Forward or backward, which decides the colour. */
    enum Tone {
        HEAD,
        VALUE,
        GRADIENT
    }

    /** A part at its place, relative to the upper left corner of the card. */
    record Section(Tone tone, double x, double y, double width, double height, Part part) {}

    /** What a section holds. */
    sealed interface Part {}

    /**
     * The head of a box.
     *
     * @param first the upper line
     * @param named whether the upper line is a name, to be set in bold
     * @param shape on the right of the upper line, or empty
     * @param second the lower line, or empty
     */
    record Head(String first, boolean named, String shape, String second) implements Part {}

    /** Numbers in columns; where there are shares, one for each row, it stands on a bar that is so long. */
    record Columns(List<List<String>> rows, List<Double> columnWidths, boolean brackets, List<Double> shares)
            implements Part {}

    /** A heat map with its range under it. */
    record Map(Panel.HeatMap heat, double cellWidth, double cellHeight, String caption) implements Part {}

    /** A few lines of small text, set in italics when they say why a number is missing. */
    record Words(List<String> lines, boolean missing) implements Part {}

    /** One word in the middle, of the given size. */
    record Symbol(String text, double size, boolean bold) implements Part {}
}
