package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.chainrule.exec.Values;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NumberCodeTest {
    private static final List<Elementwise> OPS = List.of(
            Arithmetic.ADD,
            Arithmetic.SUB,
            Arithmetic.MUL,
            Arithmetic.NEG,
            Powers.SQUARE,
            Hyperbolic.TANH,
            Hyperbolic.SECH2,
            Sigmoids.SIGMOID,
            Sigmoids.SOFTPLUS,
            Trigonometry.SIN,
            Trigonometry.COS,
            Rectifiers.RELU,
            Rectifiers.GELU,
            Rounding.ABS,
            Comparison.GREATER,
            Comparison.LESS_EQUAL);

    @Test
    void randomGraphsOfNumbers() {
        Gen.forAll(60, gen -> {
            List<Node> nodes = new ArrayList<>();
            List<Binding> bindings = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Node leaf = Node.input("x" + i, Type.real(gen.flip() ? Shape.SCALAR : Shape.of(1, 1)), Domain.REAL);
                nodes.add(leaf);
                bindings.add(leaf.is(gen.tensor(leaf.shape(), -2, 2)));
            }
            int size = gen.pick(5, 40, 700);
            for (int i = 0; i < size; i++) {
                Elementwise op = gen.pick(OPS);
                Node x = nodes.get(gen.between(Math.max(0, nodes.size() - 9), nodes.size() - 1));
                Node y = gen.flip() ? gen.pick(nodes) : Node.constant(gen.real(-1, 1));
                Node z = op.arity() == 1 ? op.of(x) : op.of(x, y);
                // Kept small, so that long chains do not overflow.
                nodes.add(
                        gen.between(0, 9) == 0
                                ? Where.of(Comparison.greater(z, y), x, z)
                                : Trigonometry.SIN.of(z).times(0.9));
            }
            Node end = nodes.get(nodes.size() - 1);
            List<Node> outputs = new ArrayList<>(List.of(end, nodes.get(nodes.size() / 2)));
            if (size < 100) {
                List<Node> leaves = nodes.subList(0, 3);
                Gradient gradient = Gradient.of(end.sum(), leaves);
                leaves.forEach(leaf -> gradient.find(leaf).ifPresent(outputs::add));
            }
            Agreement.check("numbers", outputs, bindings, Sizes.NONE);
            aTapeAndCodeHaveTheSameBits(outputs, bindings);
        });
    }

    /** The first runs are on a tape, the later ones are code. */
    private static void aTapeAndCodeHaveTheSameBits(List<Node> outputs, List<Binding> bindings) {
        for (DType dtype : List.of(DType.F64, DType.F32)) {
            Program program = Program.of(outputs, dtype);
            double[] first = entries(program.run(bindings), outputs);
            for (int run = 0; run < 60; run++) {
                program.run(bindings);
            }
            assertThat(entries(program.run(bindings), outputs)).isEqualTo(first);
        }
    }

    private static double[] entries(Values values, List<Node> outputs) {
        return outputs.stream()
                .map(values::get)
                .mapToDouble(value -> value.at(0))
                .toArray();
    }

    @Test
    void functionsAreExactToAFewUnits() {
        for (int i = -4000; i <= 4000; i++) {
            double x = i * 0.005 + 1e-9;
            double tanh = NumberFunctions.tanh(x);
            assertThat(tanh).isCloseTo(Math.tanh(x), offset(4 * Math.ulp(Math.tanh(x))));
            double slope = NumberFunctions.sech2(x);
            assertThat(NumberFunctions.slopeOfTanh(tanh, x)).isCloseTo(slope, offset(8 * Math.ulp(slope)));
        }
        for (double odd : new double[] {0, -0.0, Double.NaN, 1 / 0.0, -1 / 0.0, 1e-300, 400, -400}) {
            assertThat(Double.compare(NumberFunctions.tanh(odd), Math.tanh(odd)))
                    .as("tanh %s", odd)
                    .isZero();
        }
    }

    @Test
    void aChainThatIsTooLongForCodeIsATape() {
        Node start = Node.input("x", Type.real(Shape.SCALAR), Domain.REAL);
        Node x = start;
        for (int i = 0; i < 30_000; i++) {
            x = Trigonometry.SIN.of(x).plus(1e-3);
        }
        Agreement.check("chain", List.of(x), List.of(start.is(Tensor.scalar(0.3))), Sizes.NONE);
        assertThat(Program.of(x).explain(Sizes.NONE).rows().get(0).text()).startsWith("tape of");
    }
}
