package org.chainrule.view.layout;

import java.util.List;

/**
 * Where everything stands; every length as in {@link Diagram}, from the corner of the drawing.
 *
 * @param along length of the drawing
 * @param across width of the drawing
 * @param boxes middles of the boxes: along, across
 * @param curves for each wire a start and groups of three points, as Bézier curves have them: along, across, along, …
 * @param labels middles of the labels of wires, or null where there is none
 * @param groups corner and size of each group: along, across, length, width
 */
public record Arrangement(
        double along,
        double across,
        List<double[]> boxes,
        List<double[]> curves,
        List<double[]> labels,
        List<double[]> groups) {}
