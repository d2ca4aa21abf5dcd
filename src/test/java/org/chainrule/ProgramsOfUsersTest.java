package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.Chainrule.*;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.ops.ArgumentException;
import org.chainrule.ops.Subscript;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.chainrule.view.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small programs as users write them: what they compute, draw and print, and what they are told. */
class ProgramsOfUsersTest {
    private final Node x = input("x", 2);

    @Test
    void aPictureWithoutValuesIsThatOfTheStructure(@TempDir Path folder) {
        Node y = x.square().sum();
        view(y).write(folder.resolve("structure.dot"));
        assertThat(folder.resolve("structure.dot")).content().contains("x");
        assertThat(view(y).scene()).isEqualTo(view(y).withoutValues().scene());
        assertThatThrownBy(() -> view(y).at().scene()).hasMessageStartingWith("x has no value: give one of shape [2]");
        assertThat(view(constant(2).times(3)).scene().nodes())
                .anyMatch(node -> !node.value().equals(node.gradient()));
    }

    @Test
    @SuppressWarnings("NullAway")
    void aValueIsNotNull() {
        Tensor forgotten = null;
        assertThatThrownBy(() -> x.is(forgotten))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("the value given for x is null: give a tensor of shape [2]");
    }

    @Test
    void anEntryOutsideItsDomainIsNamedByItsPlace() {
        Node p = input("p", Domain.interval(0, 1), 5);
        assertThatThrownBy(() -> eval(p.sum(), p.is(Tensor.of(0, 0, 0, 0, 2))))
                .hasMessageStartingWith("p is declared interval(0, 1), but entry [4] = 2 is not between 0 and 1");
        Node q = input("q", Domain.interval(0, 1), 2, 3);
        assertThatThrownBy(() -> eval(q.sum(), q.is(Tensor.of(new double[][] {{0, 0, 0}, {0, -1, 0}}))))
                .hasMessageContaining("entry [1, 1] = -1 is not");
        Node r = input("r", Domain.interval(0, 1));
        assertThatThrownBy(() -> eval(r, r.is(7))).hasMessageContaining("but 7 is not between 0 and 1");
    }

    @Test
    void aVectorWhereAColumnIsMeant() {
        Node z = param("W", 3, 4).matmul(input("X", 4, "m"));
        assertThatThrownBy(() -> z.plus(param("b", 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("neither is 1; [3] would fit as [3, 1]");
        assertThatThrownBy(() -> param("c", 3).times(z)).hasMessageContaining("; [3] would fit as [3, 1]");
        Node images = input("I", "m", 3, 8, 8);
        assertThatThrownBy(() -> images.plus(param("c", 3))).hasMessageContaining("; [3] would fit as [3, 1, 1]");
        assertThatThrownBy(() -> images.plus(param("c", "m", 3)))
                .hasMessageContaining("; [m, 3] would fit as [m, 3, 1, 1]");
        assertThatThrownBy(() -> z.plus(param("b", 5))).hasMessageNotContaining("would fit");
    }

    @Test
    void theTransposeOfABatch() {
        Node q = input("Q", "B", "T", 4), k = input("K", "B", "T", 4);
        String remedy = "for the transpose of each matrix of the second write transpose(0, 2, 1)";
        assertThatThrownBy(() -> q.matmul(k.T())).hasMessageContaining("; T reverses all axes: " + remedy);
        assertThatThrownBy(() -> q.matmul(k)).hasMessageContaining("; " + remedy);
        assertThat(q.matmul(k.transpose(0, 2, 1)).shape()).hasToString("[B, T, T]");
    }

    @Test
    void dropoutWithAMaskForEachRun() {
        Node v = input("v", 64), seed = input("seed", Domain.of(Domain.Kind.INTEGER));
        Node y = dropout(v, 0.5, seed);
        Tensor ones = Tensor.ones(64);
        Tensor first = eval(y, v.is(ones), seed.is(1));
        assertThat(eval(y, v.is(ones), seed.is(1))).isEqualTo(first);
        assertThat(eval(y, v.is(ones), seed.is(2))).isNotEqualTo(first);
        assertThat(eval(y, v.is(ones), seed.is(7))).isEqualTo(eval(dropout(v, 0.5, 7), v.is(ones)));
        assertThat(eval(grad(y.sum(), v), v.is(ones), seed.is(1))).isEqualTo(first);
        assertThat(rawText(y)).isEqualTo("dropout(v, seed=seed)");
        assertThatThrownBy(() -> dropout(v, 0.5, input("s"))).isInstanceOf(ArgumentException.class);
    }

    @Test
    void float32StaysFloat32() {
        Tensor narrow = Tensor.of(0.1, 0.2).as(DType.F32);
        assertThat(eval(x.times(0.1), x.is(narrow)).dtype()).isEqualTo(DType.F32);
        assertThat(eval(x.times(0.1), x.is(Tensor.ones(2))).dtype()).isEqualTo(DType.F64);
        Node w = param("w", 2);
        assertThat(eval(x.times(w), x.is(narrow), w.is(Tensor.ones(2))).dtype()).isEqualTo(DType.F64);
        assertThat(run(DType.F32, List.of(x.sum()), x.is(Tensor.ones(2)))
                        .get(x.sum())
                        .dtype())
                .isEqualTo(DType.F32);
    }

    @Test
    void manyWaysFromOneNodeToAnotherAreOneEdge() {
        Node w = param("W", 8, 3), v = input("v", 3);
        Node h = w.matmul(v);
        Node gates = sigmoid(index(h, Subscript.range(0, 2)))
                .plus(sigmoid(index(h, Subscript.range(2, 4))))
                .plus(sigmoid(index(h, Subscript.range(4, 6))))
                .plus(tanh(index(h, Subscript.range(6, 8))))
                .named("gates");
        Scene scene = view(gates.square().sum()).scene();
        String leaf = scene.nodes().stream()
                .filter(node -> node.name().equals("W"))
                .map(Scene.Node::id)
                .collect(Collectors.joining());
        assertThat(scene.edges()).filteredOn(edge -> edge.from().equals(leaf)).hasSize(1);
    }

    @Test
    void whatIsPrintedIsSimplifiedAndTheRawGraphIsThere() {
        Node w = param("w", 2);
        Node a = sigmoid(w.times(x).sum()).named("a");
        Node g = grad(a, w);
        assertThat(text(g)).isEqualTo("a * (1 - a) * x");
        assertThat(latex(g)).isEqualTo("a \\left(1 - a\\right) x");
        assertThat(g).hasToString("a * (1 - a) * x [2]");
        assertThat(rawText(g)).contains("broadcast_to");
        assertThat(rawLatex(g)).isNotEqualTo(latex(g));
        assertThat(text(a)).isEqualTo("sigmoid(sum(w * x))");
    }

    @Test
    void aShapeLeavesOneSizeToTheOthers() {
        Node v = input("v", "m", 2, 3);
        assertThat(param("w", 2, 6).reshape(3, -1).shape()).isEqualTo(Shape.of(3, 4));
        assertThat(v.reshape(-1).shape()).hasToString("[6*m]");
        assertThat(v.reshape(-1, 6)).isSameAs(reshape(v, -1, 6));
        assertThatThrownBy(() -> v.reshape(-1, 4))
                .hasMessageContaining("the -1 in [-1, 4] stands for no size: the 6*m entries of the shape [m, 2, 3]");
        assertThatThrownBy(() -> param("w", 2, 3).reshape(4, 2)).isInstanceOf(ShapeException.class);
    }

    @Test
    void valuesComeOutAsArrays() {
        Tensor m = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(m.toRows()).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(m.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(m.reshape(Shape.of(6)).toNestedArray()).isEqualTo(new double[] {1, 2, 3, 4, 5, 6});
        assertThat((double[][][]) m.reshape(Shape.of(1, 3, 2)).toNestedArray())
                .isDeepEqualTo(new double[][][] {{{1, 2}, {3, 4}, {5, 6}}});
        assertThat(Tensor.scalar(2).toNestedArray()).isEqualTo(2.0);
        assertThat((double[][]) Tensor.zeros(2, 0).toNestedArray()).isDeepEqualTo(new double[2][0]);
        assertThatThrownBy(() -> Tensor.ones(2).toRows()).isInstanceOf(ShapeException.class);
    }

    @Test
    void theTableOfAGraph() {
        Node data = input("X", 2, "m"), w1 = param("W1", 3, 2), b1 = param("b1", 3, 1);
        Node hidden = layer("hidden", () -> tanh(w1.matmul(data).plus(b1))).named("A1");
        assertThat(summary(hidden.square().mean()).toString())
                .isEqualTo(
                        """
                        name  layer   computed as        shape   count
                        W1            param              [3, 2]  6
                        X             input              [2, m]  2*m
                        b1            param              [3, 1]  3
                        A1    hidden  tanh(W1 @ X + b1)  [3, m]  3*m
                                      mean(square(A1))   []      1
                        2 parameters with 9 numbers to train
                        """);
        assertThat(summary(x.square().sum()).rows())
                .extracting("kind")
                .containsExactly("input", "square(x)", "sum(square(x))");
    }

    @Test
    void nothingIsLeftOutOfALongFormula() {
        Node y = param("x");
        for (int i = 0; i < 20; i++) {
            y = sin(y).plus(y.times(2));
        }
        for (String text : List.of(text(y), rawText(y))) {
            assertThat(text).doesNotContain("…").contains("t1 = sin(");
            assertThat(text.length()).isLessThan(2000);
            List<String> lines = text.lines().toList();
            String last = "y = " + lines.get(lines.size() - 1);
            String model =
                    "param x []\n" + String.join("\n", lines.subList(0, lines.size() - 1)) + "\n" + last + "\nloss y\n";
            Node again = parse(model).loss();
            double value = eval(y, only(y).is(0.3)).item();
            assertThat(eval(again, only(again).is(0.3)).item()).isCloseTo(value, within(1e-9 * Math.abs(value)));
        }
        assertThat(latex(y)).startsWith("\\begin{aligned}\nt_{1} &= ").doesNotContain("cdots");
    }

    /** Its only leaf. */
    private static Node only(Node y) {
        return params(y).get(0);
    }
}
