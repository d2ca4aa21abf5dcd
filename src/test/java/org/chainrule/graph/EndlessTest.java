package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A definition that needs itself is refused by its name, wherever it would be used. */
class EndlessTest {
    private final Node x = Node.input("x", Type.real(Shape.of(3)), Domain.REAL);

    record Itself() implements Definition {
        @Override
        public String name() {
            return "itself";
        }

        @Override
        public Node define(List<Node> in) {
            return Node.of(this, in);
        }
    }

    record Growing(int n) implements Definition {
        @Override
        public String name() {
            return "growing";
        }

        @Override
        public Node define(List<Node> in) {
            return Node.of(new Growing(n + 1), in).plus(1);
        }
    }

    /** With a type of its own, so that only its use goes on for ever. */
    record Typed(boolean through) implements Definition {
        @Override
        public String name() {
            return "typed";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Node define(List<Node> in) {
            return through
                    ? Node.of(new Typed(false), in).plus(1)
                    : Node.of(this, in).times(2);
        }
    }

    /** Two ops that need each other. */
    record Mutual(boolean first) implements Definition {
        @Override
        public String name() {
            return first ? "first" : "second";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Node define(List<Node> in) {
            return Node.of(new Mutual(!first), in).neg();
        }
    }

    /** The sum of a vector of 2ⁿ entries by halves: itself on smaller inputs, which has an end. */
    record Halves() implements Definition {
        @Override
        public String name() {
            return "halves";
        }

        @Override
        public Node define(List<Node> in) {
            long size = in.get(0).shape().dim(0).size();
            if (size == 1) {
                return in.get(0).sum();
            }
            Node rows = Reshape.to(in.get(0), Shape.of(2, size / 2));
            return Node.of(new Halves(), rows.sum(0));
        }
    }

    private static void refuses(String name, org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("the definition of " + name + " needs " + name + " itself, so it has no end");
    }

    @Test
    void isFoundWhereTheTypeComesFromTheDefinition() {
        refuses("itself", () -> Node.of(new Itself(), x));
        refuses("growing", () -> Node.of(new Growing(0), x));
    }

    @Test
    void isFoundByEveryReader() {
        Node z = Node.of(new Typed(false), x);
        refuses("typed", () -> Interpreter.run(List.of(z), x.is(Tensor.of(1, 2, 3))));
        refuses("typed", () -> z.op().definition(z.inputs()));
        refuses("typed", () -> Gradient.of(z.sum(), List.of(x)));
        refuses("typed", () -> Expansion.of(Node.of(new Typed(true), x), op -> false));
        Elementwise[] row = new Elementwise[1];
        row[0] = Op.unary("row", v -> v).define(v -> Node.of(row[0], v));
        refuses("row", () -> row[0].definition(List.of(x)));
    }

    @Test
    void isFoundWhereTwoNeedEachOther() {
        refuses("first", () -> Expansion.of(Node.of(new Mutual(true), x), op -> false));
    }

    @Test
    void anOpMayNeedItselfOnSmallerInputs() {
        Node four = Node.input("four", Type.real(Shape.of(4)), Domain.REAL);
        Node z = Node.of(new Halves(), four);
        assertThat(Interpreter.run(List.of(z), four.is(Tensor.of(1, 2, 3, 4)))
                        .get(z)
                        .item())
                .isEqualTo(10);
        assertThat(Expansion.of(z, op -> false).shape()).isEqualTo(Shape.SCALAR);
    }
}
