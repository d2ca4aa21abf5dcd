package org.chainrule.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Type;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.LossOps;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final Dim M = Dim.named("m");

    /** An input that says it comes from the third line of a model. */
    private static Node input(String name, Type type, Domain domain) {
        return Notes.at("Model.java:3", () -> Node.input(name, type, domain));
    }

    private static Node real(String name, Dim... dims) {
        return input(name, Type.real(Shape.of(dims)), Domain.REAL);
    }

    private static void says(Node node, String text, Binding... bindings) {
        assertThatThrownBy(() -> Interpreter.run(List.of(node), bindings))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(text);
    }

    @Test
    void everyIntermediateIsKept() {
        Node x = real("X", M, Dim.of(2));
        Node square = x.square();
        Node loss = square.sum();
        Values values = Interpreter.run(List.of(loss), x.is(Tensor.of(new double[][] {{1, 2}, {3, 4}})));
        assertThat(values.get(loss).item()).isEqualTo(30);
        assertThat(values.get(square)).isEqualTo(Tensor.of(new double[][] {{1, 4}, {9, 16}}));
        assertThat(values.count()).isEqualTo(3);
        assertThat(values.sizes().get("m")).isEqualTo(2);
        assertThat(values.find(x.neg())).isEmpty();
        assertThatThrownBy(() -> values.get(x.neg()))
                .hasMessage("-X was not computed: it is not one of the outputs, nor needed for one");
    }

    @Test
    void oneGraphRunsAtAnySize() {
        Node x = real("x", M);
        Node mean = x.sum().over(SizeOf.node(M));
        for (int m = 1; m < 5; m++) {
            assertThat(Interpreter.run(List.of(mean), x.is(Tensor.ones(m)))
                            .get(mean)
                            .item())
                    .isEqualTo(1);
        }
        Node free = Fill.with(2, Shape.of(M)).sum();
        assertThat(Interpreter.run(List.of(free), List.of(), Sizes.of("m", 4), DType.F64)
                        .get(free)
                        .item())
                .isEqualTo(8);
        assertThatThrownBy(() -> Interpreter.run(List.of(free)))
                .hasMessageContaining("the size m has no value: give one, or bind an input whose shape contains m");
    }

    @Test
    void missingValues() {
        Node x = real("x", M, Dim.of(2));
        says(
                x.sum(),
                """
                x has no value: give one of shape [m, 2]
                  at Model.java:3""");
    }

    @Test
    void wrongShapes() {
        Node x = real("x", M, Dim.of(2));
        says(
                x.sum(),
                """
                x has shape [m, 2] = [3, 2], but its value has shape [3, 4]
                  at Model.java:3""",
                x.is(Tensor.zeros(3, 4)));
        says(x.sum(), "x has shape [m, 2], but its value has shape [2]", x.is(Tensor.zeros(2)));
        Node fixed = real("w", Dim.of(2));
        says(
                fixed.sum(),
                """
                w has shape [2], but its value has shape [3]
                  at Model.java:3""",
                fixed.is(Tensor.zeros(3)));
        Node derived = real("d", M.plus(1));
        Node other = real("x", M);
        says(
                derived.sum().plus(other.sum()),
                """
                d has shape [m + 1] = [4], but its value has shape [3]
                  at Model.java:3""",
                derived.is(Tensor.zeros(3)),
                other.is(Tensor.zeros(3)));
    }

    @Test
    void conflictingSizes() {
        Node x = real("x", M, Dim.of(2));
        Node y = real("y", M);
        says(
                x.sum().plus(y.sum()),
                "the size m is 3 in the value of x, but 4 in the value of y (shape [m], value [4])",
                x.is(Tensor.zeros(3, 2)),
                y.is(Tensor.zeros(4)));
        assertThatThrownBy(() -> Interpreter.run(
                        List.of(y), List.of(y.is(Tensor.zeros(4))), Sizes.of(Map.of("m", 3L)), DType.F64))
                .hasMessage("the size m is 3 as given, but 4 in the value of y (shape [m], value [4])");
    }

    @Test
    void valuesOutsideTheirDomain() {
        Node p = input("p", Type.real(Shape.of(2)), Domain.of(Domain.Kind.PROBABILITY));
        says(
                p.sum(),
                """
                p is declared probability, but entry [1] = 1.5 is not between 0 and 1
                  at Model.java:3""",
                p.is(Tensor.of(0.5, 1.5)));
        Node y = input("Y", Type.real(Shape.of(2, 2)), Domain.onehot(0));
        says(
                y.sum(),
                """
                Y is declared onehot(axis=0), but the entries along axis 0 sum to 2 somewhere, not to 1
                  at Model.java:3""",
                y.is(Tensor.of(new double[][] {{1, 0}, {1, 1}})));
        Node k = input("k", Type.index(Shape.of(2)), Domain.integer(0, 3));
        assertThat(Interpreter.run(List.of(k), k.is(Tensor.of(1, 2))).get(k))
                .isEqualTo(Tensor.ofLongs(Shape.of(2), 1, 2));
        says(
                k.plus(1),
                """
                k is declared integer(0, 3), but entry [1] = 2.5 is not a whole number from 0 to 3
                  at Model.java:3""",
                k.is(Tensor.of(1, 2.5)));
    }

    @Test
    void anOpThatFailsNamesItsFormulaAndPlace() {
        Op refuses = new Op() {
            @Override
            public String name() {
                return "refuses";
            }

            @Override
            public Type infer(List<Type> in) {
                return Type.SCALAR;
            }

            @Override
            public Tensor eval(List<Tensor> in) {
                throw new ShapeException("not today");
            }

            @Override
            public Node vjp(int arg, Node dz, Node z, List<Node> in) {
                return dz;
            }
        };
        Node x = real("x", Dim.of(2));
        Node node = Notes.at("Model.java:4", () -> refuses.of(x));
        says(
                node,
                """
                cannot compute refuses(x): not today
                  at Model.java:4""",
                x.is(Tensor.zeros(2)));
        assertThatThrownBy(() -> Interpreter.run(List.of(node), x.is(Tensor.zeros(2))))
                .isInstanceOfSatisfying(
                        EvaluationException.class, e -> assertThat(e.node()).contains(node));
    }

    @Test
    void theFirstNonFiniteValueIsTraced() {
        Node x = real("x", Dim.of(3));
        Node shifted = Notes.at("Model.java:4", () -> x.minus(1)).named("z");
        Node log = Notes.at("Model.java:5", () -> Node.of(Powers.LOG, shifted)).named("logz");
        Node loss = log.times(2).sum();
        Values values = Interpreter.run(List.of(loss), x.is(Tensor.of(3, 1, 0)));
        assertThat(values.firstNonFinite()).hasValueSatisfying(first -> {
            assertThat(first.node()).isSameAs(log);
            assertThat(first.position()).isEqualTo(1);
            assertThat(first.value()).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(first.message())
                    .hasToString(
                            """
                            logz = log(z) is -inf at entry 1 of shape [3]
                              z = [2, 0, -1]
                              at Model.java:5""");
        });
        assertThat(Interpreter.run(List.of(loss), x.is(Tensor.of(3, 2, 4))).firstNonFinite())
                .isEmpty();
        Node given = real("given");
        assertThat(Interpreter.run(List.of(given), given.is(Double.NaN)).firstNonFinite())
                .hasValueSatisfying(
                        first -> assertThat(first.message()).asString().startsWith("given is nan"));
    }

    @Test
    void ofLongArraysOnlyTheEntryIsShownAndLogitsAreRecognised() {
        Node logits = real("L", Dim.of(2), Dim.of(5));
        Node labels = real("y", Dim.of(5));
        Node loss = Node.of(Guarded.XLOGY, labels, logits);
        Values values = Interpreter.run(
                List.of(loss),
                logits.is(Tensor.fill(DType.F64, Shape.of(2, 5), i -> 3 - i)),
                labels.is(Tensor.of(0, 0, 2, 0, 1)));
        assertThat(values.firstNonFinite().orElseThrow().message())
                .asString()
                .startsWith(
                        """
                        xlogy(y, L) is nan at entry [0, 4] of shape [2, 5]
                          y is 1 there
                          L is -1 there
                          a logarithm of a negative number; a loss of logits, such as softmax_cross_entropy or \
                        bce_with_logits, takes scores of any sign""");
        Node probability = real("p");
        Values losses = Interpreter.run(List.of(LossOps.BCE.of(probability, Node.constant(1))), probability.is(-3));
        assertThat(losses.firstNonFinite().orElseThrow().message())
                .asString()
                .contains("a logarithm of a negative number");
        Values outside = Interpreter.run(List.of(Hyperbolic.ATANH.of(probability)), probability.is(-3));
        assertThat(outside.firstNonFinite().orElseThrow().message())
                .asString()
                .startsWith("atanh(p) is nan\n  p = -3\n  at ");
    }

    @Test
    void float32RoundsAfterEveryOp() {
        Node x = real("x");
        Node y = x.plus(1e-4).minus(1).times(3);
        Values single = Interpreter.run(List.of(y), List.of(x.is(1.1)), DType.F32);
        float step = 1.1f + 1e-4f;
        step = step - 1f;
        assertThat(single.get(y).dtype()).isEqualTo(DType.F32);
        assertThat(single.get(y).item()).isEqualTo((double) (step * 3f));
        assertThat(single.get(x).item()).isEqualTo((double) 1.1f);
        Values twice = Interpreter.run(List.of(y), List.of(x.is(1.1)), DType.F64);
        assertThat(twice.get(y).item()).isEqualTo((1.1 + 1e-4 - 1) * 3);
        Node k = input("k", Type.index(Shape.of(1)), Domain.integer(0, 1 << 30));
        Values index = Interpreter.run(List.of(k), List.of(k.is(Tensor.of(16_777_217))), DType.F32);
        assertThat(index.get(k)).isEqualTo(Tensor.ofLongs(Shape.of(1), 16_777_217));
        assertThatThrownBy(() -> Interpreter.run(List.of(y), List.of(), DType.I64))
                .hasMessage("a graph runs in float64 or float32, not in whole numbers");
    }

    @Test
    void aValueThatIsGivenTwiceIsRefused() {
        Node x = real("x");
        assertThatThrownBy(() -> Interpreter.run(List.of(x), x.is(1), x.is(2)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("x is given two values: bind each input once");
    }
}
