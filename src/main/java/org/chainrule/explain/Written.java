package org.chainrule.explain;

import org.chainrule.tensor.Shape;

/**
 * A formula as it is written.
 *
 * @param text in the notation
 * @param latex in LaTeX
 * @param shape of its value
 */
public record Written(String text, String latex, Shape shape) {
    @Override
    public String toString() {
        return text + " " + shape;
    }
}
