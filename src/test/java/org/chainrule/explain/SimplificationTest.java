package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.Chainrule.gradients;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;

import org.chainrule.graph.Node;
import org.chainrule.ops.Trigonometry;
import org.junit.jupiter.api.Test;

/** A derivation of very many formulas. */
class SimplificationTest {
    @Test
    void whatIsLeftAsItIsDerivedIsSaid() {
        Node x = input("x", 3);
        Node loss = x.sum();
        for (int i = 0; i < Simplification.MOST + 5; i++) {
            Node w = param("w" + i, 3);
            loss = loss.plus(w.times(x.times(i)).sum());
        }
        String text = gradients(loss.named("J")).text();
        assertThat(text)
                .startsWith("derive J\n# 1000 formulas are simplified; the others stand as they were derived\n");
        assertThat(text).contains("dw2 = 2 * x\n");
        assertThat(text.lines()).hasSizeGreaterThan(Simplification.MOST);
    }

    @Test
    void thatNoMoreGradientsAreTriedIsSaid() {
        Node x = param("x");
        for (int i = 0; i < 60; i++) {
            x = Trigonometry.SIN.of(x).plus(x.times(0.99)).named("h" + i);
        }
        assertThat(gradients(x).text().lines().filter(line -> line.startsWith("# ")))
                .singleElement()
                .asString()
                .matches("# \\d+ of \\d+ gradients were tried as lines of their own, no more");
    }

    @Test
    void aFewFormulasAreAllSimplified() {
        Simplification simplification = new Simplification();
        Node x = input("x", 3);
        assertThat(simplification.of(x.times(1).plus(0)).formula()).isSameAs(x);
        assertThat(simplification.isSpent()).isFalse();
    }
}
