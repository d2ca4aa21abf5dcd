package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons that doubles cannot settle, at several seeds, without the help of the prover. */
class EnoughDigitsTest {
    private static List<JudgedLine> judge(long seed, boolean prove, String text) {
        return Derivation.judge(
                        Model.parse(text, new Model.Settings(false, 0).withLenientClaims()),
                        new Derivation.Settings(seed, false, prove))
                .lines();
    }

    private static String verdicts(long seed, String text) {
        return judge(seed, false, text).stream()
                .map(line -> line.verdict().word())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void tinyFactorsAreSeen(long seed) {
        String model = "input x [5]\nparam w [5]\nk = 1.380649e-23\nJ = k*sum(w^2*x)\nderive J\n";
        assertThat(verdicts(seed, model + "dw = k*w*x")).isEqualTo("refuted");
        assertThat(verdicts(seed, model + "dw = 2*k*w*x")).isEqualTo("agrees");
        String lines = "dims n\ninput x [n]\n";
        assertThat(verdicts(seed, lines + "check 1e-20*x == 2e-20*x\ncheck 1e-20*x + 1e-20*x == 2e-20*x"))
                .isEqualTo("refuted agrees");
        assertThat(verdicts(seed, lines + "check x + 1e-20 == x\ncheck (x + 1e-12) - x == 1e-12*ones([n])"))
                .isEqualTo("refuted agrees");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void forgottenWeightDecayIsSeen(long seed) {
        String model = "input X [5, 3], y [5]\nparam w [3]\nJ = mean((X @ w - y)^2) + 1e-10*sum(w^2)\nderive J\n";
        assertThat(verdicts(seed, model + "dw = 2/5*X.T @ (X @ w - y)")).isEqualTo("refuted");
        assertThat(verdicts(seed, model + "dw = 2/5*X.T @ (X @ w - y) + 2e-10*w"))
                .isEqualTo("agrees");
        assertThat(verdicts(seed, model + "dw = 2/5*X.T @ (X @ w - y) + 1e-10*w"))
                .isEqualTo("refuted");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void aTermOfUsualSizeBesideALargeOneIsSeen(long seed) {
        String model = "input t []\nJ = (sigmoid(2*t)*1e20)^4\nderive J\ndt = 8*J*(1 - sigmoid(2*t))";
        assertThat(verdicts(seed, model + " + 1")).isEqualTo("refuted");
        assertThat(verdicts(seed, model)).isEqualTo("agrees");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void aRoundedNumberOnTheLeftIsTold(long seed) {
        List<JudgedLine> lines = Derivation.judge(
                        Model.parse("input x [3]\ncheck 0.693147*x == log(2)*x\ncheck log(2)*x == 0.693147*x"),
                        new Derivation.Settings(seed, true, false))
                .lines();
        assertThat(lines.stream()
                        .map(line -> line.diagnosis().orElseThrow().message().toString())
                        .toList())
                .containsExactly(
                        "The left-hand side contains a rounded number: write `log(2)` for `0.693147`.",
                        "The right-hand side contains a rounded number: write `log(2)` for `0.693147`.");
        // On the right of an entry stands what is wrong, whichever side of the line that is.
        for (JudgedLine line : lines) {
            Counterexample example = line.evidence().counterexample().orElseThrow();
            assertThat(example.right() / example.left()).isLessThan(1).isGreaterThan(0.999999);
            assertThat(example.leftText()).isNotEqualTo(example.rightText());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void whatIsOneDoubleIsWrittenInMoreDigitsAndNotMendedByDoubles(long seed) {
        List<JudgedLine> lines = Derivation.judge(
                        Model.parse("param x []\ncheck 1e-20*x + x == x\ncheck x*(1 + 1e-17) == x"),
                        new Derivation.Settings(seed, true, false))
                .lines();
        for (JudgedLine line : lines) {
            Counterexample example = line.evidence().counterexample().orElseThrow();
            assertThat(example.left()).isEqualTo(example.right());
            assertThat(example.leftText()).isNotEqualTo(example.rightText());
            assertThat(line.diagnosis().flatMap(JudgedLine.Mend::fix)).isNotEqualTo(Optional.of("x"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void aLikelihoodOfManyFactors(long seed) {
        String model = "dims m=60\ninput x [m]\nparam w []\np = sigmoid(w*x)\nJ = prod(p)\nderive J\n";
        assertThat(verdicts(seed, model + "dw = J*sum(x)")).isEqualTo("refuted");
        assertThat(verdicts(seed, model + "dw = J*sum(x*(1 - p))")).isEqualTo("agrees");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void cancellationIsNoMistake(long seed) {
        assertThat(verdicts(seed, "dims n\ninput x [n]\ncheck max(x + 1e10) - 1e10 == max(x)"))
                .isEqualTo("agrees");
        assertThat(verdicts(seed, "dims n\ninput x [n]\ncheck max(x + 1e10) - 1e10 == max(x) + 1e-8"))
                .isEqualTo("refuted");
        assertThat(verdicts(seed, "input x [3] interval(-2, 2)\ncheck cosh(50*x)^2 - sinh(50*x)^2 == ones([3])"))
                .isEqualTo("agrees");
        assertThat(verdicts(
                        seed, "input x [3] interval(-2, 2)\ncheck cosh(50*x)^2 - sinh(50*x)^2 == 1.000001*ones([3])"))
                .isEqualTo("refuted");
        String sherman =
                """
                dims n
                input A [n, n] spd, u [n, 1], v [n, 1]
                check inv(A + 1e10*u @ v.T) == inv(A) - 1e10*inv(A) @ u @ v.T @ inv(A)/(1 + 1e10*v.T @ inv(A) @ u)
                check inv(A + 1e10*u @ v.T) == inv(A) - 1e10*inv(A) @ u @ v.T @ inv(A)/(2 + 1e10*v.T @ inv(A) @ u)""";
        assertThat(verdicts(seed, sherman)).isEqualTo("agrees refuted");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void roundedConstantsAreToldAsSuch(long seed) {
        List<JudgedLine> lines = judge(
                seed,
                true,
                "input x [3]\ncheck x/3 == 0.3333333333*x\ncheck x/3 == 0.3333333333333333*x\n"
                        + "check 0.3989422804014327*x == x/sqrt(2*pi)\ncheck 2.1e-11*x == (0.7*3)*1e-11*x");
        assertThat(lines.stream().map(line -> line.verdict().word()).toList())
                .containsExactly("refuted", "proved", "proved", "proved");
        assertThat(lines.get(0).notes().stream().map(Message::toString).collect(Collectors.joining()))
                .contains("a rounded constant?");
    }

    /** Numbers are computed with before the line is judged only where doubles hold the result. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void numbersAreNotRoundedBeforeTheLineIsJudged(long seed) {
        String text =
                """
                input x [3]
                check 2*x == 2*x*(1 + 1e-17)
                check 2*x == 2*x*((1e-10 - 1) + 1)*1e10
                check 2*x == 2*x*((1e-10 - 1) + 1)
                check x == (1e20 + 1 - 1e20)*x
                check x == (0.1 + 0.2)/0.3*x
                check x == 3^0.5*3^0.5/3*x
                check x == x*(1 + 1e-12)""";
        assertThat(judge(seed, true, text).stream().map(line -> line.verdict().word()))
                .containsExactly("refuted", "proved", "refuted", "proved", "proved", "proved", "refuted");
        String alpha = "input x [3]; J = sum(leaky_relu(x, alpha=1/3))\nderive J\ndx = where(x > 0, 1, 1/3)";
        assertThat(judge(seed, true, alpha).get(0).isRight()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 4})
    void aContradictionIsNeverClaimed(long seed) {
        String text = "dims n\ninput x [n]\ncheck cosh(50*x)^2 - sinh(50*x)^2 == ones([n])";
        assertThat(judge(seed, true, text).get(0).verdict().word()).isEqualTo("proved");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void equationsThatHoldUpToRoundingRefuteNothing(long seed) {
        String simplex = "input p [4] simplex, x [4]\ncheck sum(p)*x == x\ncheck (sum(p) + 1e-15)*x == x";
        assertThat(verdicts(seed, simplex)).isEqualTo("agrees refuted");
        String assumed = "input p [4], x [4]\nassume sum(p) == 1\ncheck sum(p)*x == x\ncheck 1e-20*sum(p)*x == 2e-20*x";
        assertThat(verdicts(seed, assumed)).isEqualTo("agrees refuted");
    }

    /** Doubles compare ∞ − ∞, and what is 0 to 4,000 bits cannot be told from 0. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void aComparisonWithWhatIsOutOfRangeSaysNothing(long seed) {
        String model = "param x []\nJ = maximum(cosh(50*x)^2 - sinh(50*x)^2, x)\nderive J\n";
        assertThat(verdicts(seed, model + "dx = (x > 1)")).isEqualTo("agrees");
        assertThat(verdicts(seed, model + "dx = (x > 2)")).isEqualTo("refuted");
    }

    /** Far out p is 1 in doubles, and of 1 − p no digit is left: many digits say how far apart both sides are. */
    @Test
    void lostDigitsAreNoError() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/readings/softmax-entries.cr"));
        assertThat(judge(0, true, text))
                .filteredOn(line -> line.verdict().word().equals("proved"))
                .hasSizeGreaterThan(4)
                .allSatisfy(line -> assertThat(line.evidence().maxRelError()).isLessThan(1e-9));
    }
}
