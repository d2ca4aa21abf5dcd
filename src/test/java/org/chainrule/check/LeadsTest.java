package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Sorting;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LeadsTest {
    private final Node x = Node.constant(Tensor.of(3, 1, 2.5));

    @Test
    void onlyTheLargestEntryIsAhead() {
        assertThat(lead(MaxMin.max(x, Axes.ALL, true))).containsExactly(0.5, -2, -0.5);
        assertThat(lead(MaxMin.min(x, Axes.ALL, true))).containsExactly(-2, 1.5, -1.5);
    }

    @Test
    void nothingElseHasALead() {
        assertThat(Leads.of(Switch.equal(x, Node.constant(1)))).isEmpty();
        assertThat(Leads.of(Switch.greater(x, MaxMin.max(x, Axes.ALL, true)))).isEmpty();
    }

    @Test
    void anOrderTurnsWhereTwoEntriesMeet() {
        List<Node> all = Leads.all(Switch.equal(x, Sorting.sort(x, 0, false)));
        assertThat(all).hasSize(3);
        assertThat(value(all.get(0))).containsExactly(-2, 1.5, -1.5);
        assertThat(value(all.get(1))).containsExactly(0.5, -2, -0.5);
        assertThat(value(all.get(2))).containsExactly(0, -2, -0.5, 2, 0, 1.5, 0.5, -1.5, 0);
    }

    private double[] lead(Node extreme) {
        return value(Leads.of(Switch.equal(x, extreme)).orElseThrow());
    }

    private static double[] value(Node node) {
        return new Evaluator(List.of(), Sizes.NONE, DType.F64).value(node).toArray();
    }
}
