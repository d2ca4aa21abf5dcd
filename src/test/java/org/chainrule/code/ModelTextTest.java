package org.chainrule.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Domain;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Printing is the inverse of reading: {@code parse(print(g))} is the same graph, node for node. */
class ModelTextTest {
    /** Reads what was printed, puts the original inputs in, and compares by identity, which interning makes structural. */
    private static void roundTrip(Map<String, Node> outputs) {
        String text = ModelText.print(outputs);
        Model read = Model.parse(text, new Model.Settings(false, 0));
        Map<String, Node> originals = new LinkedHashMap<>();
        outputs.values().forEach(output -> output.ancestors().forEach(node -> {
            if (node.isLeaf()) {
                originals.put(node.op().name(), node);
            }
        }));
        NodeMap<Node> back = new NodeMap<>();
        read.leaves()
                .forEach(leaf -> back.put(leaf, originals.getOrDefault(leaf.op().name(), leaf)));
        ModelText.plain(outputs).forEach((name, node) -> assertThat(
                        Substitution.apply(List.of(read.get(name)), back).get(0))
                .as("%s in%n%s", name, text)
                .isSameAs(node));
        Model again = Model.parse(text, new Model.Settings(false, 0));
        Map<String, Node> same = new LinkedHashMap<>();
        outputs.keySet().forEach(name -> same.put(name, again.get(name)));
        assertThat(ModelText.print(same)).isEqualTo(text);
    }

    /** Every function of the catalogue, its gradient and the gradient of its gradient. */
    @TestFactory
    Stream<DynamicTest> everyFunctionAndItsDerivatives() {
        return CallableFunctions.families().values().stream()
                .flatMap(List::stream)
                .flatMap(function -> function.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                function.name() + ": " + example.call(), () -> roundTrip(withDerivatives(example)))));
    }

    private static Map<String, Node> withDerivatives(Function.Example example) {
        Model model = Model.parse("input " + example.inputs() + "\nout_ = " + example.call());
        Node y = model.get("out_");
        Map<String, Node> outputs = new LinkedHashMap<>(Map.of("out_", y));
        if (!y.type().isReal()) {
            return outputs;
        }
        Gradient first = Gradient.of(y.sum());
        for (Node leaf : model.leaves()) {
            if (first.adjoint(leaf) instanceof org.chainrule.grad.Adjoint.Value value) {
                Node gradient = value.node();
                outputs.put("g_" + leaf.op().name(), gradient);
                Gradient second = Gradient.of(gradient.sum());
                if (second.adjoint(leaf) instanceof org.chainrule.grad.Adjoint.Value curvature) {
                    outputs.put("h_" + leaf.op().name(), curvature.node());
                }
            }
        }
        return outputs;
    }

    @Test
    void randomArithmetic() {
        long seed = Long.getLong("chainrule.seed", 42);
        for (int i = 0; i < 300; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            Node x = Node.input("x", Type.SCALAR, Domain.REAL);
            Node y = Node.param("y", Type.SCALAR, Domain.of(Domain.Kind.POSITIVE));
            Node[] pool = new Node[14];
            pool[0] = x;
            pool[1] = y;
            pool[2] = Node.constant(random.nextInt(-3, 4));
            pool[3] = Node.constant(random.nextDouble() - 0.5);
            for (int k = 4; k < pool.length; k++) {
                Node a = pool[random.nextInt(k)];
                Node b = pool[random.nextInt(k)];
                pool[k] = switch (random.nextInt(7)) {
                    case 0 -> a.plus(b);
                    case 1 -> a.minus(b);
                    case 2 -> a.times(b);
                    case 3 -> a.over(b);
                    case 4 -> a.pow(b);
                    case 5 -> a.neg();
                    default -> a.square();
                };
            }
            try {
                roundTrip(Map.of("out_", pool[13].plus(x)));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + (seed + i), e);
            }
        }
    }

    @Test
    void aModelIsPrintedWithItsOwnNames() {
        String text =
                """
                dims n=2, m
                input X [n, m]
                param W [1, n]
                Z = W @ X
                A = -(Z ^ 2) / m
                J = mean(A * A - 3)
                """;
        Model model = Model.parse(text);
        Map<String, Node> all = new LinkedHashMap<>();
        model.definitions().forEach(name -> all.put(name, model.get(name)));
        assertThat(ModelText.print(all))
                .isEqualTo(text.replace("dims n=2, m", "dims m, n=2").replace("-(Z ^ 2)", "-Z ^ 2"));
    }

    @Test
    void aChainOfAMillionNodesIsPrinted() {
        Node x = Node.input("x", Type.SCALAR, Domain.REAL);
        Node chain = x;
        for (int i = 0; i < 500_000; i++) {
            chain = chain.times(chain).plus(x);
        }
        String text = ModelText.print(Map.of("y", chain));
        assertThat(text).startsWith("input x []\nt1 = x * x + x\n").endsWith(" + x\n");
        assertThat(text.lines().count()).isEqualTo(500_001);
    }

    @Test
    void twoInputsOfOneNameCannotBePrinted() {
        Node a = Node.input("x", Type.SCALAR, Domain.REAL);
        Node b = Node.input("x", Type.SCALAR, Domain.REAL);
        assertThatThrownBy(() -> ModelText.print(Map.of("y", a.plus(b))))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("two different inputs are called x: rename one to print them");
    }
}
