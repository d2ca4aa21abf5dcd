package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionMapTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsRightOfTheBorderIsBlue(boolean rows) {
        Node x = rows ? input("X", "m", 2) : input("X", 2, "m");
        Node t = input("t", "m");
        Node w = param("w", 2);
        Node z = rows ? x.matmul(w) : w.matmul(x);
        Tensor points = rows
                ? Tensor.of(new double[][] {{-1, 0}, {1, 1}, {0.5, -1}})
                : Tensor.of(new double[][] {{-1, 1, 0.5}, {0, 1, -1}});
        Trainer trainer = Trainer.of(z.minus(t).square().mean(), Optimizers.sgd(0.1), w.is(Tensor.of(2, 0)));
        Data data = Data.of(List.of(x.is(points), t.is(Tensor.of(0, 1, 1))), List.of(w));
        List<String> lines = DecisionMap.svg(trainer, data, z, 0).lines().toList();
        List<String> cells =
                lines.stream().filter(line -> line.startsWith("<rect")).toList();
        assertThat(cells).hasSize(2500);
        assertThat(cells.get(0)).contains("fill=\"#f7a9");
        assertThat(cells.get(49)).contains("fill=\"#3992");
        assertThat(lines.stream().filter(line -> line.startsWith("<circle"))).hasSize(3);
        assertThat(lines.stream().filter(line -> line.contains("fill=\"#0877bd\"") && line.startsWith("<circle")))
                .hasSize(2);
        assertThatThrownBy(() -> DecisionMap.svg(trainer, data, z.sum(), 0))
                .hasMessageContaining("a map needs one number");
        Data flat = Data.of(List.of(t.is(Tensor.of(0, 1, 1))), List.of(w));
        assertThatThrownBy(() -> DecisionMap.svg(trainer, flat, z, 0)).hasMessageContaining("two features");
    }
}
