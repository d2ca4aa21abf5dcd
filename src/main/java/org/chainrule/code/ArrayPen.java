package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.StopGradient;
import org.chainrule.ops.PoolOps;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Writes in a language that computes with whole arrays. What it has no function for is said entry by entry, with indices. */
abstract class ArrayPen extends Pen {
    ArrayPen(Tongue tongue, CodeSheet sheet, String reserved) {
        super(tongue, sheet, reserved);
        on(SizeOf.class, (n, op) -> size(op.dim()));
        on(StopGradient.class, (n, op) -> piece(n.input(0)));
        on(PoolOps.MaxPool.class, (n, op) -> new ContractionCode(this).largest(n, op));
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

    /**
     * The steps, after those that read sizes off the arguments.
     *
     * @param given takes the sizes that no argument has
     */
    List<String> lines(List<String> given, Function<SizePlace, String> size) {
        List<String> lines = new ArrayList<>();
        sizes.forEach((dim, name) -> {
            SizePlace from = placeOf(dim);
            if (from == null) {
                given.add(name);
            } else {
                lines.add(name + " = " + size.apply(from));
            }
        });
        lines.addAll(statements);
        return lines;
    }

    /** A number in languages that call what is none NaN and Inf. */
    static Piece number(double value) {
        String text = Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? (value < 0 ? "-Inf" : "Inf") : Numbers.text(value);
        return new Piece(text, text.startsWith("-") ? Spelling.UNARY : Spelling.POSTFIX, Piece.Kind.NUMBER);
    }

    /** A product of at most two axes; null when there are more. */
    @Nullable
    Piece product(Node n) {
        Node a = n.input(0);
        Node b = n.input(1);
        if (a.rank() > 2 || b.rank() > 2) {
            return null;
        }
        if (a.rank() == 1 && b.rank() == 2) {
            return Piece.of(operand(b, Spelling.POSTFIX) + "' * " + operand(a, Spelling.UNARY), Spelling.PRODUCT);
        }
        String left = a.rank() == 1 ? operand(a, Spelling.POSTFIX) + "'" : operand(a, Spelling.PRODUCT);
        return Piece.of(left + " * " + operand(b, Spelling.UNARY), Spelling.PRODUCT);
    }

    /** The positions of a slice where they count from 1; null when it runs backwards or is empty. */
    @Nullable
    String span(Slicing.Slice slice) {
        if (slice.step() < 0 || slice.count().sameSize(Dim.of(0))) {
            return null;
        }
        Dim first = slice.start().plus(1);
        Dim last = first.plus(slice.count().plus(-1).times(slice.step()));
        String by = slice.step() == 1 ? ":" : ":" + slice.step() + ":";
        return size(first).text() + by + size(last).text();
    }

    /** The product of two columns, every entry of the one with every entry of the other. */
    Piece outer(Node n) {
        return Piece.of(
                operand(n.input(0), Spelling.PRODUCT) + " * " + operand(n.input(1), Spelling.POSTFIX) + "'",
                Spelling.PRODUCT);
    }

    /** Where an argument has a size: the argument and the axis; null when none has it. */
    private @Nullable SizePlace placeOf(Dim size) {
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
