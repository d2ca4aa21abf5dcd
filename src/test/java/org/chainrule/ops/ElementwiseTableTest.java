package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every elementwise op of these families. */
class ElementwiseTableTest {
    private static final List<Class<?>> FAMILIES = List.of(
            Logarithms.class,
            Guarded.class,
            Trigonometry.class,
            Hyperbolic.class,
            Gaussian.class,
            Rounding.class,
            Extremes.class,
            Sigmoids.class,
            Rectifiers.class);

    /** Random points are kept away from these, where difference quotients mean nothing. */
    private static final double[] KINKS = {-3, -1, 0, 1, 2, 3, 6};

    /** Ops for which NaN is not poison. */
    private static final Set<String> FORGIVING = Set.of("div_no_nan");

    static Stream<Elementwise> ops() {
        List<Elementwise> ops = new ArrayList<>();
        for (Class<?> family : FAMILIES) {
            for (Field field : family.getDeclaredFields()) {
                if (field.getType() == Elementwise.class) {
                    try {
                        ops.add((Elementwise) field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(field + " must be readable", e);
                    }
                }
            }
        }
        return ops.stream();
    }

    private static Tensor sample(Domain domain, Shape shape, SplittableRandom random) {
        Tensor x = domain.sample(shape, random);
        return Tensor.fill(DType.F64, shape, i -> {
            double value = x.at(i);
            for (double kink : KINKS) {
                if (Math.abs(value - kink) < 0.1) {
                    return kink + (value > kink ? 0.1 : -0.1);
                }
            }
            return value;
        });
    }

    @ParameterizedTest
    @MethodSource("ops")
    void derivativesAgreeWithDifferenceQuotientsForEveryPairOfShapes(Elementwise op) {
        SplittableRandom random = new SplittableRandom(7);
        List<Domain> domains = op.domains();
        List<Shape> shapes = List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 3), Shape.of(2, 1), Shape.of(1, 3));
        for (Shape first : shapes) {
            Tensor x = sample(domains.get(0), first, random);
            if (op.arity() == 1) {
                GradCheck.check(op + " " + first, in -> op.of(in.get(0)), 3, x);
                continue;
            }
            for (Shape second : shapes) {
                Tensor y = sample(domains.get(1), second, random);
                GradCheck.check(op + " " + first + second, in -> op.of(in.get(0), in.get(1)), x, y);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ops")
    void isDocumentedAndHasASpellingInLatexAndOnTheEdges(Elementwise op) {
        assertThat(op.doc()).endsWith(".").hasSizeGreaterThan(10);
        Node x = Node.input("X", Type.real(Shape.of(2)), Domain.REAL);
        Node y = Node.input("Y", Type.real(Shape.of(2)), Domain.REAL);
        Node z = op.arity() == 1 ? op.of(x) : op.of(x, y);
        assertThat(ShortText.of(z) + " " + z.shape())
                .isEqualTo(op.name() + (op.arity() == 1 ? "(X) [2]" : "(X, Y) [2]"));
        assertThat(op.spelling().latex()).contains("\\");
        for (int arg = 0; arg < op.arity(); arg++) {
            assertThat(op.local(arg, z, node -> node.label().orElse("Z")).toString())
                    .isNotEmpty()
                    .doesNotContain("{", "}");
        }
        assertThat(Catalogue.find(op.name())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("ops")
    void keepsFloat32AndEmptyShapesAndLetsNaNThrough(Elementwise op) {
        List<Tensor> empty = List.of(Tensor.zeros(0, 3), Tensor.zeros(1, 3));
        assertThat(op.eval(empty.subList(0, op.arity())).shape()).isEqualTo(Shape.of(0, 3));
        SplittableRandom random = new SplittableRandom(3);
        List<Tensor> wide = op.domains().stream()
                .map(domain -> sample(domain, Shape.of(4), random).as(DType.F32))
                .toList();
        Tensor narrow = op.eval(wide);
        assertThat(narrow.dtype()).isEqualTo(DType.F32);
        Tensor exact = op.eval(wide.stream().map(t -> t.as(DType.F64)).toList());
        assertThat(narrow).isEqualTo(exact.as(DType.F32));
        Tensor nan = Tensor.of(Double.NaN);
        Tensor one = Tensor.of(1);
        assertThat(op.eval(op.arity() == 1 ? List.of(nan) : List.of(nan, one)).at(0))
                .isNaN();
        if (op.arity() == 2 && !FORGIVING.contains(op.name())) {
            assertThat(op.eval(List.of(one, nan)).at(0)).isNaN();
        }
    }

    @ParameterizedTest
    @MethodSource("ops")
    void aWhereKeepsTheInactiveSideOutOfEveryOrder(Elementwise op) {
        SplittableRandom random = new SplittableRandom(5);
        Shape shape = Shape.of(3);
        Node condition = Node.constant(Tensor.of(1, 0, 1));
        List<Tensor> clean = new ArrayList<>();
        List<Tensor> poisoned = new ArrayList<>();
        for (Domain domain : op.domains()) {
            Tensor x = sample(domain, shape, random);
            clean.add(x);
            poisoned.add(Tensor.of(x.at(0), Double.NaN, x.at(2)));
        }
        List<Node> xs = op.domains().stream()
                .map(domain -> Node.input("x", Type.real(shape), Domain.REAL))
                .toList();
        Node y = Where.of(condition, op.of(xs.toArray(Node[]::new)), Node.constant(0));
        Node first = Gradient.of(y.sum(), xs).orZero(xs.get(0));
        Node second = Gradient.of(first.times(Node.constant(Tensor.of(1, 2, 3))).sum(), xs)
                .orZero(xs.get(0));
        for (Node derivative : List.of(first, second)) {
            Tensor good = Interpreter.run(List.of(derivative), GradCheck.bind(xs, clean))
                    .get(derivative);
            Tensor bad = Interpreter.run(List.of(derivative), GradCheck.bind(xs, poisoned))
                    .get(derivative);
            assertThat(bad.at(0)).isEqualTo(good.at(0));
            assertThat(bad.at(1)).isZero();
            assertThat(bad.at(2)).isEqualTo(good.at(2));
        }
    }

    /** See derivatives.py beside the table: 120 digits with mpmath. */
    @Test
    void valuesAndThreeDerivativesAreAccurateInTheTails() throws IOException {
        Node x = Node.input("x", Type.SCALAR, Domain.REAL);
        Map<String, List<Node>> derivatives = new TreeMap<>();
        int rows = 0;
        for (String line : read("derivatives.txt").split("\n")) {
            String[] words = line.split(" ");
            List<Node> orders = derivatives.computeIfAbsent(words[0], name -> {
                List<Node> nodes = new ArrayList<>(List.of(Calls.call(name, List.of(x))));
                for (int order = 1; order <= 3; order++) {
                    nodes.add(Gradient.of(nodes.get(order - 1), List.of(x)).orZero(x));
                }
                return nodes;
            });
            double at = Double.parseDouble(words[1]);
            for (int order = 0; order <= 3; order++) {
                double expected = Double.parseDouble(words[2 + order]);
                double actual =
                        Interpreter.run(orders, x.is(at)).get(orders.get(order)).item();
                assertThat(actual)
                        .as("derivative of order %d of %s at %s", order, words[0], at)
                        .isCloseTo(expected, within(Math.abs(expected) * TOLERANCE[order]));
            }
            rows++;
        }
        assertThat(rows).isEqualTo(299);
        assertThat(derivatives).hasSize(33);
    }

    private static final double[] TOLERANCE = {4e-15, 8e-15, 2e-14, 1e-13};

    private static String read(String name) throws IOException {
        try (InputStream in = ElementwiseTableTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
