package org.chainrule.code;

import java.util.List;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.ops.Keywords;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Writes in a language that computes with whole arrays. What it has no function for is said entry by entry, with indices. */
abstract class ArrayPen extends Pen {
    ArrayPen(Tongue tongue, CodeSheet sheet, String reserved) {
        super(tongue, sheet, reserved);
    }

    /** Declares indices that run from 0 through ranges, along one axis each. */
    abstract void grid(List<String> indices, List<Dim> ranges);

    /**
     * The entries of a tensor at positions, one for each of its axes.
     *
     * @param inside whether none of them is outside
     * @param outside what stands there
     */
    abstract String entries(Node x, List<String> places, boolean inside, String outside);

    /** The truth that two positions are equal, as a factor. */
    String equal(String left, String right) {
        return "(" + left + " == " + right + ")";
    }

    /** How factors are joined. */
    String times() {
        return " * ";
    }

    /**
     * The sum, or the largest, of a product over the indices that are bound.
     *
     * @param dense whether the product has all axes
     */
    abstract Piece reduced(String product, boolean dense, Shape shape, Contraction sum, String reduction);

    /** Values added up at positions of a tensor of zeros. */
    abstract Piece scattered(Shape shape, String values, List<String> places);

    /** The smallest number there is. */
    abstract String lowest();

    /** A quotient by a size. */
    Piece over(Piece sum, Dim divisor) {
        return divisor.isOne()
                ? sum
                : Piece.of(sum.in(Spelling.PRODUCT) + " / " + size(divisor).in(Spelling.UNARY), Spelling.PRODUCT);
    }

    @Override
    @Nullable
    Piece otherwise(Node node) {
        return new ContractionCode(this).write(node);
    }

    /** The largest entries of windows. */
    @Nullable
    Piece pooled(Node node, Keywords keywords) {
        return new ContractionCode(this).largest(node, keywords);
    }

    /** Where an argument has a size: the argument and the axis; null when none has it. */
    @Nullable
    SizePlace placeOf(Dim size) {
        for (Node leaf : sheet.arguments()) {
            for (int axis = 0; axis < leaf.rank(); axis++) {
                if (leaf.shape().dim(axis).sameSize(size)) {
                    return new SizePlace(arguments.getOrDefault(leaf, ""), axis);
                }
            }
        }
        return null;
    }

    /** An axis of an argument. */
    record SizePlace(String argument, int axis) {}
}
