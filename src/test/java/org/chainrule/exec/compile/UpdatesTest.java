package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.ops.Sigmoids;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A gradient may lie where its parameter's next value is written. */
class UpdatesTest {
    private static final int N = 130;

    private static Node leaf(String name, long... sizes) {
        return Node.param(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    private static List<Binding> bindings(Node... leaves) {
        List<Binding> bindings = new ArrayList<>();
        for (Node leaf : leaves) {
            double[] values = new double[leaf.shape().entries()];
            Arrays.setAll(values, k -> Math.sin(3 * k + bindings.size() + 1.0));
            bindings.add(leaf.is(Tensor.of(leaf.shape(), values)));
        }
        return bindings;
    }

    private static long bytes(List<Node> outputs) {
        String last = steps(outputs).lines().reduce((a, b) -> b).orElseThrow();
        return Long.parseLong(last.replaceAll(".*; (\\d+) bytes.*", "$1"));
    }

    @Test
    void anUpdateNeedsNoMemoryForItsGradient() {
        Node X = leaf("X", 20, N);
        Node W = leaf("W", N, N);
        Node loss = Sigmoids.SIGMOID.of(X.matmul(W)).sum();
        Node gradient = Gradient.of(loss, List.of(W)).get(W);
        Node next = W.minus(gradient.times(0.1));
        Agreement.check("update", List.of(loss, next), bindings(X, W), Sizes.NONE);
        // Its own value is asked for: then it has a place of its own.
        Agreement.check("update", List.of(next, gradient), bindings(X, W), Sizes.NONE);
        // Read once more behind the update, and in another order of its entries.
        Node sum = next.times(gradient).sum();
        Agreement.check("update", List.of(next, sum), bindings(X, W), Sizes.NONE);
        Node turned = W.minus(gradient.transpose(1, 0).times(0.1));
        Agreement.check("update", List.of(loss, turned), bindings(X, W), Sizes.NONE);
        Node twice = W.minus(gradient.times(0.1)).minus(gradient.transpose(1, 0).times(0.1));
        Agreement.check("update", List.of(loss, twice), bindings(X, W), Sizes.NONE);
        assertThat(bytes(List.of(loss, turned)) - bytes(List.of(loss, next))).isGreaterThanOrEqualTo(8L * N * N);
    }

    @Test
    void aColumnTimesARowIsAddedWithoutBeingStored() {
        Node x = leaf("x", 1, 70);
        Node d = leaf("d", 1, 37);
        Node W = leaf("W", 70, 37);
        Node rate = leaf("rate");
        Node product = x.transpose(1, 0).matmul(d);
        for (Node next : List.of(
                W.minus(product.times(rate)),
                W.minus(rate.times(product)),
                W.plus(product),
                product.plus(W),
                W.minus(product))) {
            Agreement.check("update", List.of(next), bindings(x, d, W, rate), Sizes.NONE);
            assertThat(steps(List.of(next)))
                    .contains("update by a column times a row, 70×37")
                    .doesNotContain("product");
        }
        // Of what is left, of a product that is asked for, of short rows and of vectors it is none.
        Node kept = W.minus(product.times(rate));
        Node v = leaf("v", 37);
        Node V = leaf("V", 70, 3);
        Node e = leaf("e", 1, 3);
        for (List<Node> others : List.of(
                List.of(product.minus(W)),
                List.of(kept, product),
                List.of(kept, product.square().sum()),
                List.of(v.minus(product)),
                List.of(V.minus(x.transpose(1, 0).matmul(e))))) {
            Agreement.check("others", others, bindings(x, d, W, rate, v, V, e), Sizes.NONE);
            assertThat(steps(others)).doesNotContain("update by");
        }
    }

    @Test
    void aProductIsAddedWhileItIsMade() {
        Node rate = leaf("rate");
        for (int[] sizes : new int[][] {{3, 1, 3}, {7, 5, 9}, {64, 20, 32}, {23, 300, 37}, {130, 700, 33}}) {
            Node A = leaf("A", sizes[1], sizes[0]);
            Node B = leaf("B", sizes[1], sizes[2]);
            Node W = leaf("W", sizes[0], sizes[2]);
            Node V = leaf("V", sizes[2], sizes[0]);
            Node product = A.transpose(1, 0).matmul(B);
            List<Binding> values = bindings(A, B, W, V, rate);
            for (Node next : List.of(
                    W.minus(product.times(rate)),
                    W.plus(product),
                    W.square().minus(rate.times(product)),
                    product.plus(W.square().matmul(V).matmul(W)))) {
                Agreement.check("sum", List.of(next), values, Sizes.NONE);
                assertThat(steps(List.of(next))).contains(", added to a matrix");
            }
            // Both factors are what it is added to, and nothing that it is made of may be written over.
            Node S = leaf("S", sizes[0], sizes[0]);
            Node P = S.square();
            Agreement.check("own", List.of(P.plus(P.matmul(P))), bindings(S), Sizes.NONE);
            // What looks like one, and has another shape.
            Node b = leaf("b", 1, sizes[2]);
            for (Node other : List.of(
                    product.plus(b),
                    V.minus(product.transpose(1, 0)),
                    product.times(rate).minus(W))) {
                Agreement.check("other", List.of(other), bindings(A, B, W, V, rate, b), Sizes.NONE);
                assertThat(steps(List.of(other))).doesNotContain("added");
            }
        }
    }

    private static String steps(List<Node> outputs) {
        return Program.of(outputs, DType.F64).explain(Sizes.NONE).toString();
    }

    @Test
    void anArrayThatIsWrittenIsNotLent() {
        Node X = leaf("X", 7, 5);
        Node W = leaf("W", 5, 3);
        Node next = W.minus(Gradient.of(X.matmul(W).square().sum(), List.of(W)).get(W));
        Workspace workspace = Program.of(List.of(next), DType.F64).workspace(Sizes.NONE);
        workspace.run(bindings(X, W), List.of(next));
        assertThatThrownBy(() -> workspace.lend(W, workspace.doubles(next)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "W cannot be read from an array that the program writes: exchange it with the output, or copy the array");
        workspace.lend(W, workspace.doubles(next).clone());
    }

    @Test
    void runsAgainAndAgain() {
        Node X = leaf("X", 7, 5);
        Node W = leaf("W", 5, 3);
        Node loss = Sigmoids.SIGMOID.of(X.matmul(W)).sum();
        Node next = W.minus(Gradient.of(loss, List.of(W)).get(W).times(0.1));
        Workspace workspace = Program.of(List.of(next), DType.F64).workspace(Sizes.NONE);
        List<Binding> bindings = bindings(X, W);
        workspace.run(bindings, List.of(next));
        for (int i = 0; i < 20; i++) {
            workspace.exchange(W, next);
            workspace.run();
        }
        double[] last = new double[15];
        Arrays.setAll(last, k -> workspace.get(next).at(k));
        Program once = Program.plain(List.of(next), DType.F64);
        List<Binding> now = bindings;
        for (int i = 0; i < 21; i++) {
            now = List.of(bindings.get(0), W.is(once.run(now, Sizes.NONE).get(next)));
        }
        for (int k = 0; k < last.length; k++) {
            assertThat(last[k]).isCloseTo(now.get(1).value().at(k), within(1e-12));
        }
    }
}
