package org.chainrule.grad;

import java.util.List;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Short ways to write and run the graphs of these tests. */
final class Graphs {
    private Graphs() {}

    static Node real(String name, long... sizes) {
        return real(name, Shape.of(sizes));
    }

    static Node real(String name, Shape shape) {
        return Node.input(name, Type.real(shape), Domain.REAL);
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

    static Node positive(Node x) {
        return Comparison.greater(x, Node.constant(0));
    }

    static Tensor value(Node node, Binding... bindings) {
        return Interpreter.run(List.of(node), bindings).get(node);
    }
}
