package org.chainrule.graph;

import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/** Leaves that come from {@code Model.java}, so that texts with places do not depend on what ran before. */
final class Leaves {
    private Leaves() {}

    static Node real(String name, long... sizes) {
        return real(name, Shape.of(sizes));
    }

    static Node real(String name, Dim first, Dim... rest) {
        return real(name, Shape.of(first).concat(Shape.of(rest)));
    }

    static Node real(String name, Shape shape) {
        return Notes.at("Model.java:3", () -> Node.input(name, Type.real(shape), Domain.REAL));
    }
}
