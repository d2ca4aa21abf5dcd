package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.Chainrule.check;
import static org.chainrule.Chainrule.eval;
import static org.chainrule.Chainrule.flip;
import static org.chainrule.Chainrule.grad;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.leakyRelu;
import static org.chainrule.Chainrule.log;
import static org.chainrule.Chainrule.ones;
import static org.chainrule.Chainrule.param;
import static org.chainrule.Chainrule.softmax;
import static org.chainrule.Chainrule.softmaxCrossEntropy;

import java.util.stream.Stream;
import org.chainrule.check.OpChecks;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.symbolic.prove.Proof;
import org.chainrule.symbolic.prove.Prover;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ops of a user have the rank of those of the catalogue. */
class TwinsTest {
    private static final Node X = input("X", 3, 4);
    private static final Node W = param("W", 3, 4);
    private static final Node Z = input("Z", "m", "k");
    private static final Node Y = input("Y", Domain.onehot(1), "m", "k");

    private static Node flipped(Node x) {
        return Node.of(new Twins.MyFlip(1), x);
    }

    private static Node soft(Node x) {
        return Node.of(new Twins.MySoftmax(1), x);
    }

    private static Node norm(Node x) {
        return Node.of(new Twins.MyLayerNorm(1e-5), x);
    }

    private record Equation(String name, Node left, Node right) {}

    private static Stream<Equation> equations() {
        Node leakyLoss = Twins.LEAKY.of(W).times(X).sum();
        Node flipLoss = flipped(W).times(X).sum();
        Node softLoss = Y.times(log(soft(Z))).sum().neg();
        return Stream.of(
                new Equation("flip twice", flipped(flipped(X)), X),
                new Equation("flip", flipped(X), flip(X, 1)),
                new Equation("flip of a sum", flipped(X.plus(W)), flip(X, 1).plus(flipped(W))),
                new Equation("gradient through flip", grad(flipLoss, W), flip(X, 1)),
                new Equation("leaky relu", Twins.LEAKY.of(X), leakyRelu(X, 0.01)),
                new Equation(
                        "gradient of leaky relu",
                        grad(leakyLoss, W),
                        grad(leakyRelu(W, 0.01).times(X).sum(), W)),
                new Equation("softmax", soft(Z), softmax(Z, 1)),
                new Equation("softmax sums to one", soft(Z).sum(1), ones("m")),
                new Equation("gradient of softmax and its loss", grad(softLoss, Z), soft(Z).minus(Y)),
                new Equation(
                        "loss of softmax", softLoss, softmaxCrossEntropy(Z, Y).times(size())),
                new Equation(
                        "layer norm is centred",
                        norm(Z).sum(1),
                        Node.of(new org.chainrule.graph.Fill(0, Z.shape().without(1)))));
    }

    private static Node size() {
        return org.chainrule.Chainrule.size(Z, 0);
    }

    @TestFactory
    Stream<DynamicTest> areProved() {
        return equations()
                .map(e -> DynamicTest.dynamicTest(e.name(), () -> assertThat(Prover.prove(e.left(), e.right()))
                        .isInstanceOf(Proof.class)));
    }

    @Test
    void anOpWithoutDefinitionIsAFunctionOfItsEntries() {
        Op unknown = Op.unary("mystery", Math::cbrt)
                .vjp((dz, z, x) -> dz.over(z.square().times(3)));
        Node left = unknown.of(X).T().matmul(W).T();
        Node right = W.T().matmul(unknown.of(X));
        assertThat(Prover.prove(left, right)).isInstanceOf(Proof.class);
        assertThat(Prover.prove(unknown.of(X.plus(X)), unknown.of(X.times(2)))).isInstanceOf(Proof.class);
        assertThat(Prover.prove(unknown.of(X), unknown.of(W))).isNotInstanceOf(Proof.class);
        Op other = Op.unary("mystery", Math::cbrt);
        assertThat(Prover.prove(unknown.of(X), other.of(X))).isNotInstanceOf(Proof.class);
    }

    @Test
    void passThePublicTableTest() {
        OpChecks.of(Twins.LEAKY, new Twins.MyFlip(1), new Twins.MySoftmax(1), new Twins.MyLayerNorm(1e-5))
                .run()
                .orThrow();
    }

    @Test
    void computeWhatTheOriginalsDo() {
        Tensor x = Tensor.of(new double[][] {{1, -2, 3, 0.5}, {0, 4, -1, 2}, {-3, -1, 2, 7}});
        assertThat(eval(flipped(X), X.is(x))).isEqualTo(eval(flip(X, 1), X.is(x)));
        assertThat(eval(Twins.LEAKY.of(X), X.is(x))).isEqualTo(eval(leakyRelu(X, 0.01), X.is(x)));
        Node loss = norm(W).times(X).sum();
        assertThat(check(loss).wrt(W).at(X.is(x), W.is(x)).toString()).contains("passed");
    }
}
