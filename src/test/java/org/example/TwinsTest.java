package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.Chainrule.check;
import static org.chainrule.Chainrule.eval;
import static org.chainrule.Chainrule.flip;
import static org.chainrule.Chainrule.grad;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.layerNorm;
import static org.chainrule.Chainrule.leakyRelu;
import static org.chainrule.Chainrule.log;
import static org.chainrule.Chainrule.ones;
import static org.chainrule.Chainrule.param;
import static org.chainrule.Chainrule.softmax;
import static org.chainrule.Chainrule.softmaxCrossEntropy;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.check.OpChecks;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.exec.digits.Digits;
import org.chainrule.graph.Definition;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Function;
import org.chainrule.symbolic.prove.Proof;
import org.chainrule.symbolic.prove.Prover;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.view.GraphView;
import org.chainrule.view.Scene;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** An op as a user would tell it: by the definition of an op of the catalogue and a name, and nothing else. */
    private record ByDefinition(Op original) implements Definition {
        @Override
        public String name() {
            return "my_" + original.name();
        }

        @Override
        public Node define(List<Node> in) {
            return original.definition(in).orElseThrow();
        }
    }

    private static Node told(Node node) {
        return Node.of(new ByDefinition(node.op()), node.inputs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "softplus(Z)",
                "gelu(Z)",
                "mish(Z)",
                "logsumexp(Z, axis=0)",
                "max(Z, 0, 1)",
                "norm(Z)",
                "var(Z, axis=1)",
                "log_softmax(Z)",
                "tile(X, reps=[2, 1])"
            })
    void byTheirDefinitionAloneAreProvedEqual(String call) {
        Model model = Model.parse("dims m, k\ninput X [4, 4], Z [m, k]", new Model.Settings(false, 0));
        Node original = model.expression(call);
        Node twin = told(original);
        assertThat(Prover.prove(twin, original)).isInstanceOf(Proof.class);
        Node x = original.input(0);
        assertThat(Prover.prove(grad(twin.sum(), x), grad(original.sum(), x))).isInstanceOf(Proof.class);
    }

    /** Its derivative puts back what is largest, that of its definition fills up with zeros and puts back all: what is beyond a proof. */
    @Test
    void theLargestOfSeveralAreProvedAndTheirDerivativesAgree() {
        Model model = Model.parse("input X [4, 4]", new Model.Settings(false, 0));
        Node original = model.expression("topk(X, k=2)");
        Node twin = told(original);
        assertThat(Prover.prove(twin, original)).isInstanceOf(Proof.class);
        Node x = original.input(0);
        Node one = grad(original.square().sum(), x);
        Node other = grad(twin.square().sum(), x);
        Values values = Interpreter.run(
                List.of(one, other), x.is(Tensor.generate(DType.F64, x.shape(), i -> (7 * i[0] + 5 * i[1]) % 11)));
        assertThat(values.get(other)).isEqualTo(values.get(one));
    }

    /** Its derivative gives all to one of equal entries, that of its definition a share to each. */
    @Test
    void aPoolIsProvedToBeTheLargestOfItsWindows() {
        Model model = Model.parse("input X [4, 4]", new Model.Settings(false, 0));
        Node original = model.expression("max_pool2d(X, kernel=2)");
        assertThat(Prover.prove(told(original), original)).isInstanceOf(Proof.class);
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

    /** An op that says nothing of its local derivative has on its edge the formula that its definition comes to. */
    @Test
    void areDrawnWithTheDerivativesOfTheirDefinitions() {
        Node loss = soft(W).named("P").times(X).sum().named("J");
        assertThat(GraphView.of(loss).scene().edges())
                .extracting(Scene.Edge::derivative)
                .startsWith(
                        "(dP − sum(dP ⊙ exp(W), axis=1, keepdims=true) / sum(exp(W), axis=1, keepdims=true)) ⊙ exp(W) / "
                                + "sum(exp(W), axis=1, keepdims=true)",
                        "⊙ X")
                .noneMatch(text -> text.contains("∂"));
    }

    @Test
    void computeWhatTheOriginalsDo() {
        Tensor x = Tensor.of(new double[][] {{1, -2, 3, 0.5}, {0, 4, -1, 2}, {-3, -1, 2, 7}});
        assertThat(eval(flipped(X), X.is(x))).isEqualTo(eval(flip(X, 1), X.is(x)));
        assertThat(eval(Twins.LEAKY.of(X), X.is(x))).isEqualTo(eval(leakyRelu(X, 0.01), X.is(x)));
        Node loss = norm(W).times(X).sum();
        assertThat(check(loss).wrt(W).at(X.is(x), W.is(x)).toString()).contains("passed");
    }

    @Test
    void haveTheSameFiftyDigits() {
        Tensor x = Tensor.of(new double[][] {{1, -2, 3, 0.5}, {0, 4, -1, 2}, {-3, -1, 2, 7}});
        Digits digits = Digits.of(List.of(X.is(x)), Sizes.NONE);
        for (Node[] pair : new Node[][] {
            {flipped(X), flip(X, 1)},
            {Twins.LEAKY.of(X), leakyRelu(X, 0.01)},
            {Node.of(new Twins.MySoftmax(1), X), softmax(X, 1)},
            {norm(X), layerNorm(X, Node.constant(1), Node.constant(0))},
        }) {
            assertThat(digits.compare(pair[0], pair[1])).hasSize(12).allSatisfy(entry -> assertThat(entry.order())
                    .isEqualTo(Digits.Order.EQUAL));
        }
    }

    private static final Function[] FUNCTIONS = {
        Function.of(Twins.LEAKY),
        Function.define("my_flip", "x, axis", a -> Node.of(new Twins.MyFlip(a.integer("axis")), a.node("x"))),
        Function.define("my_softmax", "x, axis", a -> Node.of(new Twins.MySoftmax(a.integer("axis")), a.node("x"))),
        Function.define("my_layer_norm", "x", a -> norm(a.node("x"))),
    };

    /** A derivation with the functions of a user is judged, mended and explained as the same with those of the catalogue. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Z = W @ X\nA = leaky_relu(Z)\nJ = sum((A - Y)^2)/2\nderive J\ndA = A - Y\ndZ = dA\ndW = dZ @ X.T",
                "Z = W @ X\nA = leaky_relu(Z)\nJ = sum((A - Y)^2)/2\nderive J\ndA = A - Y\n"
                        + "dZ = dA * where(Z > 0, 1, 0.01)\ndW = dZ @ X",
                "Z = W @ X\nA = softmax(Z, axis=0)\nJ = -sum(Y * log(A))\nassume sum(Y, axis=0) == ones([m])\n"
                        + "derive J\ndZ = A - Y\ndW = dZ @ X.T",
                "Z = W @ X\nA = softmax(Z, axis=0)\nJ = -sum(Y * log(A))\nderive J\ndZ = A * sum(Y, axis=0) - Y\n"
                        + "dW = (Y - A) @ X.T",
                "Z = flip(W @ X, axis=1)\nJ = sum((Z - Y)^2)/2\nderive J\ndZ = Z - Y\ndW = flip(dZ, axis=1) @ X.T",
                "Z = flip(W @ X, axis=1)\nJ = sum((Z - Y)^2)/2\nderive J\ndZ = Z - Y\ndW = flip(dZ, axis=1) @ X",
                "Z = layer_norm(W @ X)\nJ = sum((Z - Y)^2)/2\nderive J\ndZ = Z - Y\n"
                        + "dH = (dZ - mean(dZ, axis=1, keepdims=true) - Z*mean(dZ*Z, axis=1, keepdims=true))"
                        + "/sqrt(var(W @ X, axis=1, keepdims=true) + 1e-5)\ndW = dH @ X",
            })
    void derivationsWithThemAreJudgedAsTheOriginals(String lines) {
        String declared = "dims n=3, h=4, m=5\ninput X [n, m], Y [h, m]\nparam W [h, n]\n";
        List<String> originals = judged(declared + lines);
        List<String> twins = judged(declared + lines.replaceAll("(leaky_relu|softmax|flip|layer_norm)\\(", "my_$1("));
        assertThat(twins).isEqualTo(originals);
        assertThat(originals.get(0)).startsWith("proved");
    }

    private static List<String> judged(String text) {
        Model model = Model.parse(text, Model.Settings.DEFAULT.withFunctions(FUNCTIONS));
        return Derivation.judge(model, Derivation.Settings.DEFAULT).lines().stream()
                .map(line -> line.verdict().word()
                        + line.diagnosis()
                                .map(mend ->
                                        " " + mend.kind() + " " + mend.fix().orElse(""))
                                .orElse("")
                                .replace("my_", ""))
                .toList();
    }
}
