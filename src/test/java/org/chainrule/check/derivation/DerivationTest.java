package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

class DerivationTest {
    private static final String TWO_LAYERS =
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

    static Judgement judge(String text) {
        return Derivation.judge(
                Model.parse(text, new Model.Settings(false, 0).withLenientClaims()),
                new Derivation.Settings(0, false, false));
    }

    /** The lines as a table: number, verdict, the line to blame, the convention. */
    static String table(Judgement judgement) {
        return judgement.lines().stream()
                .map(line -> line.line() + " " + line.verdict().word()
                        + (line.because().isPresent() ? " " + line.because().getAsInt() : "")
                        + line.convention().map(c -> " (" + c + ")").orElse("")
                        + line.error().map(e -> " " + e.message()).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private static String twoLayers(String... lines) {
        return table(judge(TWO_LAYERS + "derive J\n" + String.join("\n", lines)));
    }

    private static final String DZ2 = "dZ2 = (A2 - Y)/m";
    private static final String DW2 = "dW2 = dZ2 @ A1.T";
    private static final String DB2 = "db2 = sum(dZ2, axis=1, keepdims=true)";
    private static final String DZ1 = "dZ1 = (W2.T @ dZ2) * (1 - A1^2)";
    private static final String DW1 = "dW1 = dZ1 @ X.T";
    private static final String DB1 = "db1 = sum(dZ1, axis=1, keepdims=true)";

    @Test
    void anEquationBelowDeriveIsAClaim() {
        Model model = Model.parse(
                """
                param x [3], A [3, 3]
                J = x @ A @ x
                derive J
                grad(J, x) == (A + A.T) @ x
                trace(A) == trace(A.T)
                x @ A @ x == x @ x
                """);
        assertThat(Derivation.judge(model, Derivation.Settings.DEFAULT).lines())
                .extracting(JudgedLine::verdict)
                .containsExactly(Verdict.PROVED, Verdict.PROVED, Verdict.REFUTED);
    }

    @Test
    void theSixLinesOfTheLectureAreRight() {
        assertThat(twoLayers(DZ2, DW2, DB2, DZ1, DW1, DB1))
                .isEqualTo("10 agrees\n11 agrees\n12 agrees\n13 agrees\n14 agrees\n15 agrees");
    }

    @Test
    void theFirstWrongLineIsBlamedAndTheOthersFollow() {
        assertThat(twoLayers(DZ2, DW2, DB2, "dZ1 = W2.T @ dZ2", DW1, DB1))
                .isEqualTo("10 agrees\n11 agrees\n12 agrees\n13 refuted\n14 follows 13\n15 follows 13");
    }

    @Test
    void aLineMayBeWrongOfItsOwnBesidesWhatItUses() {
        assertThat(twoLayers("dZ2 = Y - A2", "dW2 = dZ2 @ A1.T", "db2 = 2*sum(dZ2, axis=1, keepdims=true)"))
                .isEqualTo("10 refuted\n11 follows 10\n12 refuted");
    }

    @Test
    void theLectureConventionIsSaidAndNotCalledWrong() {
        assertThat(twoLayers(
                        "dZ2 = A2 - Y",
                        "dW2 = dZ2 @ A1.T / m",
                        "db2 = sum(dZ2, axis=1, keepdims=true)/m",
                        DZ1,
                        "dW1 = dZ1 @ X.T/m",
                        "db1 = sum(dZ1, axis=1, keepdims=true)/m"))
                .isEqualTo(
                        """
                        10 agrees (right per sample: this is m·∂J/∂Z2)
                        11 agrees
                        12 agrees
                        13 agrees (right per sample: this is m·∂J/∂Z1)
                        14 agrees
                        15 agrees""");
    }

    @Test
    void aForgottenFactorIsNoConvention() {
        assertThat(twoLayers("dZ2 = A2 - Y", DW2, DB2, DZ1, DW1, DB1))
                .isEqualTo("10 refuted\n11 follows 10\n12 follows 10\n13 follows 10\n14 follows 10\n15 follows 10");
    }

    @Test
    void aConventionStandsWhenOneOfSeveralUsesIsWrong() {
        assertThat(twoLayers("dZ2 = A2 - Y", "dW2 = dZ2 @ A1.T / m", DB2))
                .isEqualTo("10 agrees (right per sample: this is m·∂J/∂Z2)\n11 agrees\n12 refuted");
    }

    @Test
    void derivePerSampleAnnouncesTheConvention() {
        String lines = "dZ2 = A2 - Y\ndW2 = dZ2 @ A1.T / m\n";
        assertThat(table(judge(TWO_LAYERS + "derive J per sample\n" + lines))).isEqualTo("10 agrees\n11 agrees");
        assertThat(table(judge(TWO_LAYERS + "derive J per sample\ndZ2 = (A2 - Y)/m\ndW2 = dZ2 @ A1.T")))
                .isEqualTo("10 agrees (right for the mean: this is ∂J/∂Z2, not m·∂J/∂Z2)\n11 agrees");
    }

    /** Behind the gradient of an input nothing comes that could divide by m. */
    @Test
    void anInputHasTheFactorOnlyWhereTheDerivationSaysSo() {
        String model = "dims m, n\ninput X [n, m], y [m]\nparam w [n]\nu = w @ X\nJ = mean((u - y)^2)\n";
        String perSample = " (right per sample: this is m·∂J/∂";
        assertThat(table(judge(model + "derive J\ndX = outer(w, 2*(u - y))"))).isEqualTo("7 refuted");
        assertThat(table(judge(model + "derive J\ndX = outer(w, 2*(u - y))\ndw = X @ (2*(u - y))/m")))
                .isEqualTo("7 refuted\n8 agrees");
        assertThat(table(judge(model + "derive J\ndu = 2*(u - y)\ndX = outer(w, du)\ndw = X @ du/m")))
                .isEqualTo("7 agrees" + perSample + "u)\n8 agrees" + perSample + "X)\n9 agrees");
        assertThat(table(judge(model + "derive J per sample\ndu = 2*(u - y)\ndX = outer(w, du)")))
                .isEqualTo("7 agrees\n8 agrees" + perSample + "X)");
        assertThat(table(judge(model + "derive J\ndu = 2*(u - y)/m\ndX = outer(w, 2*(u - y))")))
                .isEqualTo("7 agrees\n8 refuted");
        String quantile = "dims m\ninput y [m], q [m]\nJ = mean(maximum(0.9*(y - q), -0.1*(y - q)))\nderive J\n";
        assertThat(table(judge(quantile + "dq = where(y > q, -0.9, 0.1)"))).isEqualTo("5 refuted");
        assertThat(table(judge(quantile + "dq = where(y > q, -0.9, 0.1)/m"))).isEqualTo("5 agrees");
    }

    @Test
    void helpersAreRightByDefinitionAndCarryBlame() {
        assertThat(twoLayers(DZ2, "S = 1 - A1^2", "dZ1 = (W2.T @ dZ2) * S", "dW1 = dZ1 @ X.T"))
                .isEqualTo("10 agrees\n12 agrees\n13 agrees");
        assertThat(twoLayers("dZ2 = Y - A2", "T = dZ2 @ A1.T", "dW2 = T")).isEqualTo("10 refuted\n12 follows 10");
    }

    @Test
    void aLineWithoutMeaningDoesNotStopTheOthers() {
        assertThat(twoLayers("dZ2 = (A2 - Q)/m", DW2, "dW1 = dZ2 @ X.T"))
                .isEqualTo("10 undecided unknown name Q\n11 undecided\n12 undecided");
        assertThat(twoLayers("dZ2 = (A2 - Q)/m", "dZ1 = W2.T * (1 - A1)"))
                .as("what uses no such line is judged")
                .isEqualTo("10 undecided unknown name Q\n11 refuted");
    }

    private static List<String> notes(String text) {
        return Derivation.judge(Model.parse(text, new Model.Settings(false, 0)), Derivation.Settings.DEFAULT)
                .lines()
                .get(0)
                .notes()
                .stream()
                .map(Message::toString)
                .toList();
    }

    @Test
    void largeSizesMakeWayForSmallOnes() {
        assertThat(table(judge("dims m=60000, n=784\ninput X [m, n]\nparam w [n]\nJ = mean((X @ w)^2)\nderive J\n"
                        + "dw = 2*X.T @ (X @ w)/m")))
                .isEqualTo("6 agrees");
        assertThatThrownBy(() -> judge("input X [2000, 2000]\nJ = sum(X @ X)\nderive J\ndX = X"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("X has shape [2000, 2000], which is too large to try out at random points: name its sizes"
                        + " with dims, without values");
    }

    @Test
    void aFactThatIsNotDeclaredIsNamed() {
        assertThat(notes("input t [4], z [4]; L = -sum(t * log(softmax(z)))\nderive L\ndz = softmax(z) - t"))
                .containsExactly("right if sum(t) == 1: where that holds, declare it, or write assume sum(t) == 1");
        assertThat(notes("input A [3, 3], x [3]; L = dot(x, A @ x)\nderive L\ndx = 2 * A @ x"))
                .containsExactly("right if A == A.T: where that holds, declare it, or write assume A == A.T");
    }

    @Test
    void aRoundedConstantIsSuspected() {
        assertThat(notes("input z [5]; L = sum(tanh(2*z/3))\nderive L\ndz = 0.6667 * (1 - tanh(2*z/3)^2)"))
                .containsExactly("close, yet not equal, to 5.0e-05: a rounded constant?");
    }

    @Test
    void aNumberOfSamplesGivenAsAnInputIsAFact() {
        JudgedLine line = Derivation.judge(
                        Model.parse("input X [3, 5], m = 5; J = mean(sum(X^2, axis=0))\nderive J\ndX = 2*X/m"),
                        Derivation.Settings.DEFAULT)
                .lines()
                .get(0);
        assertThat(line.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(line.evidence().facts()).extracting(Message::toString).containsExactly("assumed: m = 5");
    }

    @Test
    void anotherLayoutIsNamed() {
        assertThat(notes("dims n, k, m\ninput X [n, m]\nparam W [k, n]\nJ = sum((W @ X)^3)\nZ = W @ X\n"
                        + "derive J\ndW = X.T @ (3 * Z^2)"))
                .containsExactly(
                        "right with every sample in the other direction (rows for columns); the model above has"
                                + " them otherwise");
        assertThat(notes("dims n, k, m\ninput X [n, m]\nparam W [k, n]\nZ = W @ X\nJ = sum(Z^3)\nderive J\n"
                        + "dW = X @ (3 * Z^2).T"))
                .containsExactly(
                        "it has shape [n, k], and should have shape [k, n]",
                        "the transpose of the gradient: right in numerator layout, while here ∂J/∂V has the shape of V");
    }

    @Test
    void aHelperThatIsMeantAsAGradientIsBlamed() {
        assertThat(twoLayers("u = (A2 - Y)/m", "v = W2.T @ u", "dW2 = u @ A1.T", "dW1 = v @ X.T"))
                .isEqualTo("11 refuted\n12 agrees\n13 follows 11");
        assertThat(twoLayers("u = (A2 - Y)/m", "dW2 = u @ A1.T", "db2 = u")).isEqualTo("11 agrees\n12 refuted");
    }

    @Test
    void aDeltaIsTheGradientOfItsLayer() {
        assertThat(twoLayers("δ2 = (A2 - Y)/m", "δ1 = W2.T @ δ2", "dW2 = δ2 @ A1.T", "dW1 = δ1 @ X.T"))
                .isEqualTo("10 agrees\n11 refuted\n12 agrees\n13 follows 11");
    }

    @Test
    void aLineThatCannotBeReadDoesNotStopTheOthers() {
        assertThat(twoLayers("dZ2 = (A2 - Y)/m)", DW2, "dW1 = dZ2 @ X.T"))
                .startsWith("10 undecided ")
                .endsWith("\n11 undecided\n12 undecided");
    }

    @Test
    void aLineWhoseShapesDoNotFitIsWrong() {
        assertThat(twoLayers(DZ2, "dW2 = dZ2 @ A1"))
                .startsWith("10 agrees\n11 refuted cannot compute")
                .contains("[1, m]", "[h, m]");
        assertThat(twoLayers(DZ2, "dW2 = A1 @ dZ2.T")).isEqualTo("10 agrees\n11 refuted");
    }

    @Test
    void gradientsOfAnyNodeAsARatio() {
        assertThat(twoLayers(
                        "dJ/dZ2 = (A2 - Y)/m",
                        "∂J/∂W2 = dZ2 @ A1.T",
                        "check dJ/db2 == sum(dZ2, axis=1, keepdims=true)"))
                .isEqualTo("10 agrees\n11 agrees\n12 agrees");
    }

    @Test
    void differentials() {
        Judgement judgement = judge(
                """
                dims n
                input X [n, n] invertible, A [n, n], z [n]
                a = sigmoid(z)
                check d(inv(X)) == -inv(X) @ dX @ inv(X)
                check d(X @ A) == dX @ A + X @ dA
                check d(X @ X) == 2 * X @ dX
                check d(trace(A @ X)) == trace(A @ dX)
                check d(a) == a * (1 - a) * dz
                check d(a^2) == 2 * a * da
                """);
        assertThat(table(judgement)).isEqualTo("4 agrees\n5 agrees\n6 refuted\n7 agrees\n8 agrees\n9 agrees");
        assertThat(judgement.lines().get(3).notes())
                .extracting(Message::toString)
                .containsExactly("A held constant");
    }

    @Test
    void identitiesAndAssumptions() {
        assertThat(
                        table(
                                judge(
                                        """
                        dims n
                        input A [n, n], B [n, n], C [n, n], t [4], z [4]
                        p = softmax(z)
                        L = -sum(t * log(p))
                        check trace(A @ B @ C) == trace(B @ C @ A)
                        check trace(A @ B @ C) == trace(B @ A @ C)
                        check grad(L, z) == p - t
                        """)))
                .isEqualTo("5 agrees\n6 refuted\n7 refuted");
        assertThat(
                        table(
                                judge(
                                        """
                        input t [4], z [4]
                        p = softmax(z)
                        L = -sum(t * log(p))
                        assume sum(t) == 1
                        check grad(L, z) == p - t
                        """)))
                .isEqualTo("5 agrees");
    }

    @Test
    void wrongLinesHaveACounterexample() {
        Judgement judgement = judge("input x [3]; J = sum(x^2)\nderive J\ndx = x");
        JudgedLine line = judgement.firstWrong().orElseThrow();
        assertThat(line.claim()).isEqualTo("dx = x");
        assertThat(line.evidence().maxRelError()).isEqualTo(0.5);
        var example = line.evidence().counterexample().orElseThrow();
        assertThat(example.left()).isEqualTo(2 * example.right());
        assertThat(List.of("[0]", "[1]", "[2]")).contains(example.index());
    }

    @Test
    void theSameSeedGivesTheSameJudgement() {
        String text = TWO_LAYERS + "derive J\n" + DZ2 + "\ndW2 = dZ2 @ A1";
        assertThat(judge(text)).isEqualTo(judge(text));
    }

    @Test
    void nobodyWaitsForAnInterruptedJudgement() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> twoLayers("dZ2 = (A2 - Y) / m"))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage("it was interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
