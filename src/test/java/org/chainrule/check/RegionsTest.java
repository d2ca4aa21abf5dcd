package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Claims that are wrong only where one switch is on another side than one that is nearly the same. */
class RegionsTest {
    private record Case(long seed, String declared, String loss, String line) {
        @Override
        public String toString() {
            return line + " at seed " + seed;
        }
    }

    static List<Case> cases() {
        return List.of(
                // The sum reaches 7 only at sizes from 8 on.
                new Case(
                        706,
                        "dims n; param w [n], b []",
                        "abs(sum(maximum(w^2/(w^2 + 1), b)) - 7)",
                        "db = sign(sum(maximum(w^2/(w^2 + 1e20), b)) - 7) * sum(w^2/(w^2 + 1) < b)"),
                // The side below 0.5 is a small ball that a line by chance misses.
                new Case(
                        171,
                        "dims n; param w [n]; input x [n] probability",
                        "abs(sum(log((w*x)^2 + 1)) + 0.5*sum(abs(w)) - 0.5)",
                        "dx = sign(sum(log((w*w)^2 + 1)) + 0.5*sum(abs(w)) - 0.5) * 2*w^2*x/((w*x)^2 + 1)"),
                // Between 1000 and 1001, where the clamp inside has reached its end.
                new Case(
                        641,
                        "dims n; input A [n, n]; param w [n], t []",
                        "sum(maximum(clamp(A @ w, -1000, 1000), t))",
                        "dt = sum(clamp(A @ w, -1000, 1001) < t)"),
                // At size 1 the sum is 0: that is no reason not to look for it at the others.
                new Case(
                        373,
                        "dims n; param w [n]",
                        "abs(sum((w - mean(w))*w) - 1e-10)",
                        "dw = sign(10*sum((w - mean(w))*w) - 1e-10) * 2*(w - mean(w))"),
                // One entry lies beyond 3, and another one in a narrow band that it has nothing to do with.
                new Case(
                        560,
                        "dims n; input x [n]",
                        "mean(relu(1 - 30*relu(x)))",
                        "dx = -30/n*(1 > 30*relu(x))*(x > 0)*where(x[0] > 3, 2, 1)"),
                // The band is reached in some entry of a matrix; the mistake is in one.
                new Case(
                        746,
                        "dims n; input x [n] interval(-2, 3), A [n, n]; param w [n]",
                        "sum(clamp(abs(A @ w - max(x)), -0.01, 0.01))",
                        "dA = outer((abs(A @ w - max(x)) < 0.01)*sign(A @ w - max(x)), w)*(1 + unit([n, n], 0))"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOtherSideIsReached(Case each) {
        for (long seed = each.seed(); seed < each.seed() + 5; seed++) {
            Model model = Model.parse(
                    each.declared() + "\nJ = " + each.loss() + "\nderive J\n" + each.line(),
                    new Model.Settings(false, seed));
            JudgedLine line = Derivation.judge(model, Derivation.Settings.DEFAULT.withSeed(seed))
                    .lines()
                    .get(0);
            assertThat(line.verdict()).as("at seed %d", seed).isEqualTo(Verdict.REFUTED);
        }
    }

    /** On a tie each side has its own convention; the numbers that touch 0 may have more axes than what is compared. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17 | input x [n] positive; param a []; u = a - x; J = sum(relu(u)) - sum(relu(-u)) | da = n",
                "23 | input x [n]; param k []; J = sum(maximum(abs(x - k), (x - k)^2))"
                        + " | dk = -sum(where(abs(x - k) > 1, 2*(x - k), sign(x - k)))"
            })
    void aTieDecidesNothing(long seed, String model, String line) {
        JudgedLine judged = Derivation.judge(
                        Model.parse("dims n; " + model + "\nderive J\n" + line),
                        new Derivation.Settings(seed, false, false))
                .lines()
                .get(0);
        assertThat(judged.verdict()).isEqualTo(Verdict.AGREES);
    }
}
