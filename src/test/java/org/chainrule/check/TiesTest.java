package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where entries tie, whichever convention is taken is right, and what no convention gives is wrong. */
class TiesTest {
    private static final int SEEDS = 3;

    private record Case(String model, List<String> right, List<String> wrong) {
        @Override
        public String toString() {
            return model;
        }
    }

    static List<Case> cases() {
        return List.of(
                // Below 1, all are the largest of what the line compares, and one of the model.
                new Case(
                        "dims n; input x [n] interval(1, 50), t [n]; J = max(x + t)",
                        List.of("dt = (x + t == max(x + t))", "dt = (2*x + 2*t == max(2*x + 2*t))"),
                        List.of("dt = (maximum(x + t, 1) == max(maximum(x + t, 1)))")),
                // Where all are 0 nothing changes, whoever is called the largest.
                new Case(
                        "dims n; input x [n]; J = max(relu(x))",
                        List.of("dx = (x == max(x))*(x > 0)", "dx = (relu(x) == max(relu(x)))*(x > 0)"),
                        List.of("dx = (x == max(x))", "dx = (relu(x) == max(relu(x)))/sum(relu(x) == max(relu(x)))")),
                // As a step by itself it is decided by convention there.
                new Case(
                        "dims n; input x [n]; z = relu(x); J = max(z)",
                        List.of("dz = (z == max(z))", "dz = one_hot(argmax(z), n)"),
                        List.of("dz = 2*(z == max(z))")),
                // One number in several places counts once.
                new Case(
                        "dims n; input x [n]; param w []; z = maximum(x, w); J = max(z)",
                        List.of("dw = sum((z == max(z))*(x < w))/sum(z == max(z))"),
                        List.of("dw = sum((z == max(z))*(x < w))")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyWhatNoConventionGivesIsWrong(Case each) {
        List<String> found = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            for (String line : each.right()) {
                Verdict verdict = verdict(each, line, seed);
                if (!verdict.isRight()) {
                    found.add(line + " is " + verdict + " at seed " + seed);
                }
            }
            for (String line : each.wrong()) {
                Verdict verdict = verdict(each, line, seed);
                if (verdict != Verdict.REFUTED) {
                    found.add(line + " is " + verdict + " at seed " + seed);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static Verdict verdict(Case each, String line, int seed) {
        return Derivation.judge(
                        Model.parse(each.model() + "\nderive J\n" + line), new Derivation.Settings(seed, false, false))
                .lines()
                .get(0)
                .verdict();
    }
}
