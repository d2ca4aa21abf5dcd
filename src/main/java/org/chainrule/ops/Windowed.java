package org.chainrule.ops;

import java.util.List;
import org.chainrule.tensor.Shape;

/**
 * An op that moves a window over images: told by the rows in which entries of an image meet entries of a window, for who does the
 * work in another order than the reference.
 */
public interface Windowed {
    /** What is done with what meets. */
    enum Work {
        /** Image times kernel, summed to a result. */
        RESULT,
        /** Result times kernel, summed to an image. */
        IMAGE,
        /** Image times result, summed to a kernel. */
        KERNEL,
        /** The windows themselves. */
        PATCHES,
        /** Windows added up in an image. */
        FOLD,
        /** The largest entry of each window. */
        MAX
    }

    /** A row: entries of the image, so far apart, meet one entry of the window at positions side by side. */
    @FunctionalInterface
    interface Row {
        /** One row, all places counted from the beginning of a sample. */
        void meet(int image, int step, int tap, int position, int count);
    }

    /**
     * How large things are.
     *
     * @param samples how many images, one after the other
     * @param image entries of an image, all channels
     * @param taps entries of a window, all channels
     * @param positions of the window
     * @param results entries of the result at each position: output channels
     */
    record Sizes(int samples, int image, int taps, int positions, int results) {}

    /** What is done. */
    Work work();

    /** False where channels fall into groups, which are not told by one window. */
    boolean isOneWindow();

    /**
     * The sizes, for shapes without names.
     *
     * @param in those of the inputs
     * @param out that of the result
     */
    Sizes sizes(List<Shape> in, Shape out);

    /** The rows of one image. */
    void forEachRow(List<Shape> in, Shape out, Row row);
}
