package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.grad.Graphs.real;
import static org.chainrule.grad.Graphs.value;

import java.util.List;
import java.util.function.BinaryOperator;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.ops.Products;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Ops whose derivatives come from their definitions, with one node in both places, or a number in one. */
class SameInputTwiceTest {
    /** A user's op that says nothing but what it is. */
    private static final Elementwise SKEW =
            Op.binary("skew", (x, y) -> x * x * y).define((x, y) -> x.square().times(y));

    private static final List<BinaryOperator<Node>> PRODUCTS =
            List.of(Products::kron, (x, y) -> Node.of(SKEW, x, y), (x, y) -> Products.kron(x, y.times(1)));

    private static final Tensor AT = Tensor.of(2, 0.5, -1.5);

    @Test
    void theTwoPlacesAddUp() {
        Node x = real("x", 3);
        Node y = real("y", 3);
        for (BinaryOperator<Node> product : PRODUCTS) {
            Tensor twice = value(Calculus.grad(product.apply(x, x).square().sum(), x), x.is(AT));
            Node apart = product.apply(x, y).square().sum();
            Tensor first = value(Calculus.grad(apart, x), x.is(AT), y.is(AT));
            Tensor second = value(Calculus.grad(apart, y), x.is(AT), y.is(AT));
            for (int k = 0; k < 3; k++) {
                assertThat(twice.at(k)).isEqualTo(first.at(k) + second.at(k));
            }
        }
    }

    @Test
    void aMaskIsCarriedThroughNumbers() {
        Node z = Products.kron(real("x", 3), real("w", 2));
        Node mask = Node.constant(Tensor.of(1, 1, 0, 0, 1, 1));
        Node counts = MaskRule.PRODUCT.input(mask, 0, z);
        assertThat(counts.shape().sameShape(Shape.of(3))).isTrue();
        assertThat(value(counts).toArray()).containsExactly(1, 0, 1);
    }
}
