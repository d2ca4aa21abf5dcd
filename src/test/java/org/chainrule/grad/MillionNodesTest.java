package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.grad.Graphs.real;

import java.lang.ref.WeakReference;
import java.util.List;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.junit.jupiter.api.Test;

/** Nothing recurses over a graph: a chain of a million nodes works on the stack a thread has by default. */
class MillionNodesTest {
    private static final int LENGTH = 1_000_000;

    /** 1 + x² / 4, again and again: a million nodes that all depend on the one before. */
    private static Node chain(Node x, int nodes) {
        Node node = x;
        for (int i = 0; i < nodes; i += 5) {
            node = node.square().times(0.25).plus(1).neg().neg();
        }
        return node;
    }

    private static int sizeOfGradient(int nodes) {
        Node x = real("x");
        return Walk.from(List.of(Calculus.grad(chain(x, nodes), x))).size();
    }

    @Test
    void aLongChainIsBuiltDifferentiatedAndRun() {
        Node x = real("x");
        Node loss = chain(x, LENGTH);
        Node gradient = Calculus.grad(loss, x);
        Values values = Interpreter.run(List.of(loss, gradient), x.is(1.5));
        assertThat(values.count()).isGreaterThan(2 * LENGTH);
        double value = 1.5;
        double slope = 1;
        for (int i = 0; i < LENGTH; i += 5) {
            slope *= value / 2;
            value = value * value / 4 + 1;
        }
        assertThat(values.get(loss).item()).isCloseTo(value, within(1e-12));
        assertThat(values.get(gradient).item()).isCloseTo(slope, within(1e-12));
        assertThat(loss.toString()).hasSizeLessThan(100);
        NodeMap<Node> shifted = new NodeMap<>();
        shifted.put(x, x.plus(1));
        Node moved = Substitution.apply(List.of(loss), shifted).get(0);
        assertThat(Walk.from(List.of(moved)).size())
                .isEqualTo(Walk.from(List.of(loss)).size() + 1);
    }

    @Test
    void theGradientGrowsLinearly() {
        int small = sizeOfGradient(10_000);
        assertThat(sizeOfGradient(100_000)).isBetween(9 * small, 11 * small);
        Node x = real("x");
        Node twice = Calculus.grad(Calculus.grad(chain(x, 10_000), x), x);
        assertThat(Walk.from(List.of(twice)).size()).isLessThan(5 * small);
    }

    @Test
    void aLongChainIsCollected() throws InterruptedException {
        WeakReference<Node> middle = middleOfAChain();
        for (int i = 0; i < 100 && !middle.refersTo(null); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(middle.refersTo(null)).isTrue();
    }

    private static WeakReference<Node> middleOfAChain() {
        Node x = real("x");
        Node middle = chain(x, LENGTH / 4);
        Node loss = chain(middle, LENGTH / 4);
        assertThat(Calculus.grad(loss, x).isScalar()).isTrue();
        return new WeakReference<>(middle);
    }
}
