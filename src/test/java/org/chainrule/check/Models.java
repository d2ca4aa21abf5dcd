package org.chainrule.check;

import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/** Small graphs the tests of this package share. */
final class Models {
    private Models() {}

    static Node param(String name, long... sizes) {
        return Node.param(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    static Node param(String name, Domain domain, long... sizes) {
        return Node.param(name, Type.real(Shape.of(sizes)), domain);
    }

    static Node input(String name, Dim... dims) {
        return Node.input(name, Type.real(Shape.of(dims)), Domain.REAL);
    }

    static Node exp(Node x) {
        return Node.of(Powers.EXP, x);
    }

    static Node log(Node x) {
        return Node.of(Powers.LOG, x);
    }

    static Node sqrt(Node x) {
        return Node.of(Powers.SQRT, x);
    }

    static Node relu(Node x) {
        return Where.of(Comparison.greater(x, Node.constant(0)), x, Node.constant(0));
    }
}
