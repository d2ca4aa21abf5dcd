package org.chainrule.symbolic.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

class ProverTest {
    private static final Dim N = Dim.named("n");
    private static final Dim M = Dim.named("m");

    private static Node input(String name, Dim... sizes) {
        return Node.input(name, Type.real(Shape.of(List.of(sizes))), Domain.REAL);
    }

    private static Model model(String text) {
        return Model.parse(text, new Model.Settings(false, 0));
    }

    private static Proof proof(Model model, String left, String right) {
        Result result = Prover.prove(model.expression(left), model.expression(right));
        assertThat(result).as("%s == %s", left, right).isInstanceOf(Proof.class);
        return (Proof) result;
    }

    private static final String TWO_LAYER =
            """
            dims n, h, m
            input X [n, m], Y [1, m] probability
            param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
            Z1 = W1 @ X + b1
            A1 = tanh(Z1)
            Z2 = W2 @ A1 + b2
            A2 = sigmoid(Z2)
            J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
            """;

    @Test
    void aProofCanBeRead() {
        Proof proof = proof(model(TWO_LAYER), "grad(J, Z1)", "(W2.T @ (A2 - Y)) * (1 - A1^2) / m");
        assertThat(proof.steps()).extracting(step -> step.text().toString()).contains("tanh'(Z1) = 1 - A1^2");
        assertThat(proof.steps().get(0).text()).hasToString("keep A1, A2 as they are");
        assertThat(proof.steps()).hasSizeBetween(3, 12);
        assertThat(proof.facts()).isEmpty();
        assertThat(proof.exceptions()).isEmpty();
    }

    @Test
    void anActivationStaysWhereOnlyOneSideNamesIt() {
        Model model = model("dims n\ninput Z [n]\nA = tanh(Z)\nS = sigmoid(Z)\n");
        assertThat(proof(model, "grad(sum(A), Z)", "1 - A * tanh(Z)").steps())
                .extracting(step -> step.text().toString())
                .containsExactly("keep A as they are", "tanh'(Z) = 1 - A^2", "both sides are -A[i]^2 + 1");
        assertThat(proof(model, "grad(sum(log(S)), Z)", "sigmoid(-Z)").steps())
                .extracting(step -> step.text().toString())
                .noneMatch(text -> text.contains("exp"));
    }

    /** The same op of the same number is another thing where it has other axes. */
    @Test
    void aResultIsKnownByItsShapeToo() {
        Model model = model("dims m, n\ninput x [n], y [m]\n");
        for (String of : List.of("cumsum(ones([%s]))", "sort(arange(%s))", "1/(0*ones([%s]))")) {
            Node one = model.expression("max(" + of.formatted("n") + ")");
            assertThat(Prover.prove(one, model.expression("max(" + of.formatted("m") + ")")))
                    .as(of)
                    .isNotInstanceOf(Proof.class);
        }
        assertThat(Prover.prove(model.expression("1/(0*ones([n]))"), model.expression("x/(0*sum(x)) + 1/(0*sum(x))")))
                .isNotInstanceOf(Proof.class);
        Model sorted = model("input X [4, 4]\n");
        String largest = "put_along(ones([4, %d]), argsort(X, descending=true)[:, :%<d], size=4)";
        assertThat(Prover.prove(sorted.expression(largest.formatted(2)), sorted.expression(largest.formatted(3))))
                .isNotInstanceOf(Proof.class);
    }

    @Test
    void onlyTheFactsThatAreNeededAreListed() {
        Model model = model(
                """
                dims m, k
                input Z [m, k], Y [m, k] onehot(axis=1)
                J = -sum(Y*log_softmax(Z))/m
                L = sum(Y*Z)
                """);
        assertThat(proof(model, "grad(J, Z)", "(softmax(Z) - Y)/m").facts())
                .extracting(fact -> fact.key() + ": " + fact.sentence())
                .containsExactly(
                        "onehot:Y:axis1: " + "Y is one-hot along axis 1: its entries along that axis sum to 1");
        assertThat(proof(model, "grad(L, Z)", "Y").facts()).isEmpty();
        assertThat(proof(model, "Y^2", "Y").facts()).extracting(Proof.Fact::key).containsExactly("binary:Y");
    }

    @Test
    void assumptionsAreListedWhenTheyAreUsed() {
        Model model = model(
                """
                dims n
                input A [n, n], x [n], y [n]
                J = dot(x, A @ x)
                """);
        Facts facts = Facts.NONE
                .assume(model.expression("y"), model.expression("0*x"), "y == 0")
                .assume(model.expression("A.T"), model.expression("A"), "A.T == A");
        Result result = Prover.prove(model.expression("grad(J, x)"), model.expression("2*A @ x"), facts);
        assertThat(result).isInstanceOf(Proof.class);
        assertThat(((Proof) result).facts()).extracting(Proof.Fact::key).containsExactly("assume:2");
        assertThat(Prover.prove(model.expression("grad(J, x)"), model.expression("2*A @ x")))
                .isInstanceOf(NotProved.class);
    }

    @Test
    void kinksAreExceptions() {
        Model model = model("dims n\ninput z [n]\nJ = sum(abs(z))");
        assertThat(proof(model, "grad(J, z)", "2*(z > 0) - 1").exceptions())
                .map(Message::toString)
                .containsExactly("except where z[i] = 0");
        assertThat(proof(model, "abs(z)", "relu(z) + relu(-z)").exceptions()).isEmpty();
    }

    @Test
    void exceptionsOfSizesAreComparisonsOfThem() {
        Model model = model("dims n\ninput z [n]\nJ = sum(z^2)");
        assertThat(proof(model, "grad(J, z)", "where((z > 0)/(n > 2), 2*z, 2*z)")
                        .exceptions())
                .map(Message::toString)
                .containsExactly("except where n <= 2");
        assertThat(proof(model, "grad(J, z)", "where((z > 0)/(n - 2), 2*z, 2*z)")
                        .exceptions())
                .map(Message::toString)
                .containsExactly("except where n - 2 = 0");
    }

    @Test
    void leavesOfOneNameAreTwo() {
        Node plain = input("Y", N);
        Node binary = Node.input("Y", Type.real(Shape.of(List.of(N))), Domain.of(Domain.Kind.BINARY));
        Node other = input("x", N);
        assertThat(Prover.prove(plain.times(other), binary.times(other)).isProved())
                .isFalse();
        assertThat(Prover.prove(plain.square().plus(binary), plain.plus(binary)).isProved())
                .isFalse();
        assertThat(Prover.prove(binary.square().plus(plain), plain.plus(binary)).isProved())
                .isTrue();
    }

    @Test
    void shapesMustAgree() {
        Result result = Prover.prove(input("x", N), input("y", M));
        assertThat(result).isInstanceOf(NotProved.class);
        assertThat(((NotProved) result).reason()).isEqualTo(NotProved.Reason.SHAPE);
    }

    @Test
    void sumsOfPartsOfDifferentLengthDiffer() {
        Model model = model("dims n\ninput x [7], y [5]\nJ = sum(x)");
        assertThat(Prover.prove(model.expression("sum(x[0:3])"), model.expression("sum(x)"))
                        .isProved())
                .isFalse();
        assertThat(Prover.prove(model.expression("sum(x[0:3])"), model.expression("x[0] + x[1] + x[2]"))
                        .isProved())
                .isTrue();
    }

    @Test
    void longChainsEndQuickly() {
        Node x = input("x", N);
        Node one = x;
        Node other = x;
        List<Node> leaves = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            one = one.plus(x);
            other = x.plus(other);
        }
        assertThat(Prover.prove(one, other)).isNotNull();
        Node deep = x;
        for (int i = 0; i < 20_000; i++) {
            deep = Trigonometry.SIN.of(deep);
        }
        assertThat(Prover.prove(deep, deep.times(2)).isProved()).isFalse();
        for (int i = 0; i < 3_000; i++) {
            leaves.add(input("x" + i, N));
        }
        Node sum = leaves.get(0);
        for (Node leaf : leaves.subList(1, leaves.size())) {
            sum = sum.plus(leaf);
        }
        assertThat(Prover.prove(sum, sum.pow(3).over(sum.square()))).isNotNull();
    }

    @Test
    void shortChainsAreProved() {
        Node x = input("x", N);
        Node sum = x;
        for (int i = 1; i < 200; i++) {
            sum = sum.plus(x);
        }
        assertThat(Prover.prove(sum, x.times(200)).isProved()).isTrue();
        assertThat(Prover.prove(sum, x.times(201)).isProved()).isFalse();
    }

    @Test
    void deepNetworksEndQuickly() {
        Node x = input("X", N, M);
        Node y = input("Y", N, M);
        Node a = x;
        List<Node> weights = new ArrayList<>();
        List<Node> activations = new ArrayList<>(List.of(x));
        for (int layer = 0; layer < 10; layer++) {
            Node w = input("W" + layer, N, N);
            weights.add(w);
            Node z = w.matmul(a);
            a = layer % 2 == 0 ? Hyperbolic.TANH.of(z) : Sigmoids.SIGMOID.of(z);
            activations.add(a);
        }
        Node loss = a.minus(y).square().sum().times(0.5);
        Node gradient = Calculus.grad(loss, weights.get(0));
        Node delta = a.minus(y);
        for (int layer = 9; layer >= 0; layer--) {
            Node out = activations.get(layer + 1);
            Node slope = layer % 2 == 0
                    ? Node.constant(1).minus(out.square())
                    : out.times(Node.constant(1).minus(out));
            delta = delta.times(slope);
            delta = layer == 0 ? delta.matmul(x.T()) : weights.get(layer).T().matmul(delta);
        }
        assertThat(Prover.prove(gradient, delta)).isNotNull();
        assertThat(Prover.prove(gradient, delta.times(2)).isProved()).isFalse();
    }

    @Test
    void hugeProductsEndQuickly() {
        Node product = Node.constant(1);
        for (int i = 0; i < 30; i++) {
            product = product.times(input("a" + i, N).plus(input("b" + i, N)));
        }
        Result result = Prover.prove(product, product.times(2));
        assertThat(result.isProved()).isFalse();
        assertThat(Rational.of(1, 2).toString()).isEqualTo("1/2");
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        String left = "grad(J, W1)";
        String right = "((W2.T @ (A2 - Y)) * (1 - A1^2)) @ X.T / m";
        assertThat(proof(model(TWO_LAYER), left, right).steps())
                .isEqualTo(proof(model(TWO_LAYER), left, right).steps());
    }
}
