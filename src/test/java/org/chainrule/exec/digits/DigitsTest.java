package org.chainrule.exec.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Expansion;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DigitsTest {
    /** Iterations of linear algebra and series, which have no finite formula. */
    private static final Set<String> REFUSED = Set.of(
            "dropout",
            "eigvalsh",
            "eigvecsh",
            "svdvals",
            "svd_u",
            "svd_v",
            "qr_q",
            "qr_r",
            "cholesky",
            "matrix_exp",
            "pinv",
            "expm_frechet",
            "matrix_norm",
            "cofactor",
            "prod_others",
            "gamma",
            "erfinv");

    /** How far a double may be off, relative to the largest entry of the result. */
    private static final double CLOSE = 1e-12;

    private static BallTensor value(String text) {
        Model model = Model.parse(text + "\n");
        return Digits.of(model.bindings(), Sizes.NONE).value(model.get("v"));
    }

    private static String first(String text) {
        return value(text).at(0).toDecimal(50).toString();
    }

    @Test
    void constantsMeanWhatWasWritten() {
        assertThat(first("v = 0.1 + 0.2")).startsWith("0.3");
        assertThat(value("input x = 7\nv = 0.1*x + 0.2*x - 0.3*x").at(0).mayBeZero())
                .isTrue();
        assertThat(first("v = pi")).isEqualTo("3.1415926535897932384626433832795028841971693993751");
        assertThat(first("v = 1/3 - 0.3333333333333333")).isEqualTo("0");
    }

    @Test
    void cancellationIsPaidWithDigits() {
        assertThat(first("input x = 3\nv = cosh(50*x)^2 - sinh(50*x)^2")).startsWith("1.000000000000000000000000000");
        assertThat(first("input x = 1e-9\nv = (1 - cos(x))/x^2")).startsWith("0.4999999999999999999583333333333333");
        assertThat(first("input x = -40\nv = log(normal_cdf(x))")).startsWith("-804.608442013753");
    }

    /** No number of digits shows that two numbers are equal; that they are made of the same ones does. */
    @Test
    void whatIsMadeOfTheSameIsTheSame() {
        Model model = Model.parse("input x [3] = [-1, -2, 3]\nz = -softplus(relu(x))\nv = (z == max(z))");
        Node x = model.get("x");
        Node v = model.get("v");
        assertThat(Digits.of(List.of(x.is(Tensor.of(-1, -2, 3))), Sizes.NONE)
                        .compare(v, Node.constant(Tensor.of(1, 1, 0)), Digits.Effort.USUAL))
                .allMatch(entry -> entry.order() == Digits.Order.EQUAL);
    }

    @Test
    void guardsHold() {
        assertThat(first("input x = 0\nv = xlogy(x, 0)")).isEqualTo("0");
        assertThat(first("input x = 0\nv = div_no_nan(3, x)")).isEqualTo("0");
        assertThat(value("input x = 0\nv = 0/x").at(0)).isEqualTo(Ball.UNDEFINED);
        assertThat(value("input x [2] = [1, -1]\nv = where(x > 0, log(x), 5)")
                        .at(1)
                        .toDouble())
                .isEqualTo(5);
    }

    @Test
    void singularMatricesAreFound() {
        assertThat(first("input X [2, 3] = [[1, 2, 3], [4, 5, 6.5]]\nv = det(X.T @ X)"))
                .isEqualTo("0");
        assertThat(value("input X [2, 2] = [[1, 2], [2, 4]]\nv = inv(X)").at(0)).isEqualTo(Ball.UNDEFINED);
    }

    @Test
    void whatHasNoFormulaIsRefused() {
        assertThatThrownBy(() -> value("input X [2, 2] symmetric = [[2, 1], [1, 3]]\nv = eigvalsh(X)"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("eigvalsh is not evaluated to many digits: it has no definition by simpler ops");
    }

    @Test
    void namedSizesAreThoseOfTheValues() {
        assertThat(first("dims m, n\ninput X [m, n] = [[1, 2, 4], [3, 5, 7]]\nv = mean(X) * m"))
                .startsWith("7.33333333333333333");
    }

    private static List<Binding> bindings(Model model, long seed) {
        List<Binding> bindings = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (Node leaf : model.leaves()) {
            bindings.add(leaf.is(((Leaf) leaf.op()).domain().sample(leaf.shape(), random)));
        }
        return bindings;
    }

    private static Stream<DynamicTest> examples(String what, java.util.function.Consumer<Model> test) {
        return CallableFunctions.families().values().stream()
                .flatMap(List::stream)
                .flatMap(function -> function.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                what + " " + example.call(), () -> test.accept(model(function, example)))));
    }

    private static Model model(Function function, Function.Example example) {
        assertThat(function.name()).isNotEmpty();
        return Model.parse("input " + example.inputs() + "\nv = " + example.call() + "\n");
    }

    /** Every function at its examples, in doubles and in digits. */
    @TestFactory
    Stream<DynamicTest> doublesAreCloseToTheDigits() {
        return examples("value of", model -> {
            List<Binding> bindings = bindings(model, 3);
            Node v = model.get("v");
            BallTensor exact;
            try {
                exact = Digits.of(bindings, Sizes.NONE).value(v);
            } catch (RefusedException e) {
                assertThat(REFUSED.stream()
                                .anyMatch(name -> e.getMessage().contains(name)
                                        || v.toString().contains(name)))
                        .as(e.getMessage())
                        .isTrue();
                return;
            }
            near(Interpreter.run(List.of(v), bindings).get(v), exact);
        });
    }

    /** The derivative as the op gives it, and that of its definition, are one number. */
    @TestFactory
    Stream<DynamicTest> derivativesAreThoseOfTheDefinition() {
        return examples("derivative of", model -> {
            Node v = model.get("v");
            Node defined = Expansion.of(v, op -> false);
            List<Node> real =
                    model.leaves().stream().filter(leaf -> leaf.type().isReal()).toList();
            for (Node leaf : real) {
                Node own;
                Node other;
                try {
                    own = Gradient.of(weighted(v), List.of(leaf)).get(leaf);
                    other = Gradient.of(weighted(defined), List.of(leaf)).get(leaf);
                } catch (org.chainrule.error.ChainruleException e) {
                    continue;
                }
                for (long seed = 1; seed <= 2; seed++) {
                    same(Digits.of(bindings(model, seed), Sizes.NONE), own, other);
                }
            }
        });
    }

    private static Node weighted(Node v) {
        double[] weights = new double[v.shape().entries()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = 1 + k % 7 / 4.0;
        }
        Node all = v.times(Node.constant(Tensor.of(v.shape(), weights)));
        return v.rank() == 0 ? all : all.sum();
    }

    private static void same(Digits digits, Node own, Node other) {
        try {
            for (Digits.Compared entry : digits.compare(own, other)) {
                assertThat(entry.order())
                        .as("%s and %s", entry.left(), entry.right())
                        .isEqualTo(Digits.Order.EQUAL);
            }
        } catch (RefusedException e) {
            assertThat(REFUSED.stream().anyMatch(e.getMessage()::contains))
                    .as(e.getMessage())
                    .isTrue();
        }
    }

    private static void near(Tensor value, BallTensor exact) {
        assertThat(value.shape()).isEqualTo(exact.shape());
        double scale = 1e-300;
        for (int k = 0; k < value.count(); k++) {
            scale = Math.max(scale, Math.abs(exact.at(k).toDouble()));
        }
        for (int k = 0; k < value.count(); k++) {
            double number = exact.at(k).toDouble();
            assertThat(Double.compare(value.at(k), number) == 0 || Math.abs(value.at(k) - number) <= CLOSE * scale)
                    .as("entry %d: %s for %s", k, value.at(k), number)
                    .isTrue();
        }
    }
}
