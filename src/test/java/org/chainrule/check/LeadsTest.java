package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.ops.MaxMin;
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

    private double[] lead(Node extreme) {
        Node lead = Leads.of(Switch.equal(x, extreme)).orElseThrow();
        return new Evaluator(List.of(), Sizes.NONE, DType.F64).value(lead).toArray();
    }
}
