package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models with switches and the mistakes that courses see in them: wrong at every seed, and the right line right at every
 * seed. {@code -Dchainrule.seeds=100} tries more seeds.
 */
class BranchesTest {
    private static final int SEEDS = Integer.getInteger("chainrule.seeds", 20);

    private static final String NEURON = "dims n; input x [n], y []; param w [n], b []; u = w @ x + b; ";
    private static final String ENTRIES = "dims n; input x [n], t [n]; ";

    private static final String SAMPLES = "dims m, n; input X [n, m], Y [m]; param w [n]; s = w @ X; ";

    /** A model, its right lines, and wrong ones. */
    record Case(String model, List<String> right, List<String> wrong) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        NEURON + "J = relu(1 - y*u)",
                        List.of("dw = -y*(1 - y*u > 0)*x", "db = where(y*u < 1, -y, 0)"),
                        List.of("dw = -y*x", "db = -y", "dw = -y*(y*u > 0)*x", "dw = -y*(1 - u > 0)*x", "db = 0")),
                new Case(
                        NEURON + "J = maximum(0, 1 - y*u)^2",
                        List.of("dw = -2*y*maximum(0, 1 - y*u)*x"),
                        List.of("dw = -2*y*(1 - y*u)*x", "db = -y*maximum(0, 1 - y*u)", "db = -2*y*(1 - y*u > 0)")),
                new Case(
                        NEURON + "J = (relu(u) - y)^2 / 2",
                        List.of("dw = (relu(u) - y)*(u > 0)*x", "db = where(u > 0, u - y, 0)"),
                        List.of(
                                "dw = (relu(u) - y)*x",
                                "db = (relu(u) - y)*(u < 0)",
                                "dw = (relu(u) - y)*(w @ x > 0)*x")),
                new Case(
                        NEURON + "J = relu(u)",
                        List.of("dw = (u > 0)*x", "db = step(u)"),
                        List.of("dw = 7*(u > 0)*x", "db = -(u > 0)", "db = (w @ x > 0)", "dw = 0*x", "db = (u > 0)*u")),
                new Case(
                        NEURON + "J = leaky_relu(u, alpha=0.1)",
                        List.of("db = where(u > 0, 1, 0.1)"),
                        List.of(
                                "db = (u > 0)",
                                "db = 1",
                                "db = 0.1",
                                "db = where(u > 0, 0.1, 1)",
                                "db = where(u > 0, 1, 0.1)^2",
                                "db = where(w @ x > 0, 1, 0.1)")),
                new Case(
                        SAMPLES + "J = mean(relu(1 - Y*s)^2)",
                        List.of("dw = -2/m * X @ (Y*relu(1 - Y*s))", "ds = where(Y*s < 1, 2*Y*(Y*s - 1), 0)/m"),
                        List.of(
                                "dw = -2/m * X @ (Y*(1 - Y*s))",
                                "dw = -2/m * X @ (Y*relu(1 - s))",
                                "dw = -2/m * X @ (Y*relu(1 - Y*s)^2)",
                                "ds = -2*Y*(1 - Y*s)*(s < 1)/m")),
                new Case(
                        SAMPLES + "J = mean(huber(s, Y, delta=1.5, reduction=\"none\"))",
                        List.of("dw = X @ clamp(s - Y, -1.5, 1.5)/m"),
                        List.of(
                                "dw = X @ (s - Y)/m",
                                "dw = X @ clamp(s, -1.5, 1.5)/m",
                                "dw = X @ (clamp(s - Y, -1.5, 1.5)*(abs(s - Y) <= 1.5))/m")),
                new Case(
                        NEURON + "J = minimum((u - y)^2/2, 8)",
                        List.of("db = (u - y)*((u - y)^2 < 16)"),
                        List.of(
                                "db = u - y",
                                "db = (u - y)*(abs(u - y) < 8)",
                                "db = (u - y)*(u^2 < 16)",
                                "db = clamp(u - y, -4, 4)")),
                new Case(
                        NEURON + "J = relu(abs(u - y) - 0.5)",
                        List.of("db = sign(u - y)*(abs(u - y) > 0.5)"),
                        List.of(
                                "db = sign(u - y)",
                                "db = sign(u - y)*(abs(u) > 0.5)",
                                "db = sign(u)*(abs(u - y) > 0.5)",
                                "db = sign(u - y)*(u - y > 0.5)")),
                new Case(
                        "input r [] positive, a []; J = minimum(r*a, clamp(r, 0.8, 1.2)*a)",
                        List.of("dr = a*where(a > 0, r < 1.2, r > 0.8)"),
                        List.of("dr = a", "dr = a*(r < 1.2)*(r > 0.8)", "dr = a*(r < 1.2)")),
                new Case(
                        "input p [] probability; J = -log(clamp(p, 1e-7, 0.9999999))",
                        List.of("dp = -where((p > 1e-7)*(p < 0.9999999), 1/p, 0)"),
                        List.of("dp = -1/p", "dp = -(p > 1e-7)/p", "dp = 1/p")),
                // A switch of the claim alone, which shows only where another one lets it.
                new Case(
                        NEURON + "J = relu(u - 50)",
                        List.of("dw = where(x[0] < -1, (u > 50)*x, (u > 50)*x)", "dw = (u > 50)*x*where(n == 2, 1, 1)"),
                        List.of(
                                "dw = where(x[0] < -1, 0*x, (u > 50)*x)",
                                "dw = where(y < -100, 0*x, (u > 50)*x)",
                                "dw = where(n == 2, 2, 1)*(u > 50)*x")),
                // All entries on one side: 0/0 where nothing is left.
                new Case(
                        ENTRIES + "J = max(relu(1 - x*t)^2)",
                        List.of("dx = -2*t*relu(1 - x*t)*(relu(1 - x*t)^2 == J)/sum(relu(1 - x*t)^2 == J)"),
                        List.of("dx = -2*t*relu(1 - x*t)*(relu(1 - x*t)^2 == J)/sum((1 - x*t)^2 == J)")),
                // Far out a softmax underflows in doubles, and is positive still.
                new Case(
                        "dims n; input x [n] positive; J = sum(x)",
                        List.of("dx = (softmax(x) > 0)"),
                        List.of("dx = (softmax(x) > 1e-9)")),
                new Case(
                        "dims n; input x [n]; J = sum(x)",
                        List.of("dx = (tanh(softmax(x)) > 0)", "dx = (log1p(softmax(x)) > 0)"),
                        List.of("dx = (tanh(softmax(x)) > 1e-9)")),
                // A whole number that shows only where another number is negative.
                new Case(
                        "input k [] integer(-30, 30); param b []; J = minimum(abs(k), b)",
                        List.of("db = (abs(k) > b)"),
                        List.of("db = where(k == 0, 2, 1)*(abs(k) > b)")),
                // Far out and at one entry both sides are the same.
                new Case(
                        "dims n; input x [n], t []; J = mean(softplus(x*t))",
                        List.of("dx = t*sigmoid(x*t)/n"),
                        List.of("dx = where(min(x) > 2, t*ones([n]), t*sigmoid(x*t)/n)")),
                // What is added on one side is lost in doubles.
                new Case(
                        "dims n; param w [n]; J = sum(w^2)",
                        List.of("dw = 2*w + 0*softmax(w)"),
                        List.of("dw = 2*w + (softmax(w) < 1e-10)*softmax(w)")),
                // Without a value on an interval, which a comparison hides.
                new Case(
                        "dims n; param w [n], b []; J = sum(w)",
                        List.of("dw = ones([n]) + 0*w/b", "dw = where(floor(b) == 0, 1, 1 + 0*(w/floor(b) > 3))"),
                        List.of(
                                "dw = ones([n]) + 0*(w/floor(b) > 3)",
                                "dw = ones([n]) + 0*w/floor(b)",
                                "dw = ones([n]) + 0*(sqrt(w) > 3)")),
                // A tie that doubles miss, and one that they see where there is none.
                new Case(
                        "dims n; input x [n], b []; J = max(tanh(x)*b*n)",
                        List.of("dx = (tanh(x)*b*n == J)/sum((2*sigmoid(2*x) - 1)*b*n == J)*n*b*(1 - tanh(x)^2)"),
                        List.of("dx = (tanh(x)*b*n == J)/sum((2*sigmoid(2*x) - 1)*b*n == J)*n*(1 - tanh(x)^2)")),
                new Case(
                        "dims n; param w [n]; J = max(1e20*w)",
                        List.of("dw = 1e20*(w == max(w))/sum(w == max(w))"),
                        List.of("dw = 1e20*(1e20*w == J)/sum(1e20*w + 0.01*w^2 == J)")),
                // Not 0 only where it is sought: at another size, in another entry, for all entries together.
                new Case(
                        "dims n; input x [n]; param w [n]; J = mean(relu(w*x - 1e10))",
                        List.of("dx = (w*x > 1e10)*w/n"),
                        List.of("dx = (w*x > 1e10)*w/3")),
                new Case(
                        "dims n; input x [n]; param w [n]; J = sum(relu(1 - relu(w*x)*1000*n))",
                        List.of("dx = -1000*n*w*(w*x > 0)*(w*x*1000*n < 1)"),
                        List.of("dx = -1000*n*w*(w*x > 0)*(w*x*1000*n < 1)*(1 + unit([n], 0))")),
                new Case(
                        "dims n; param w [n], b []; J = max(where(w*(b > 3), w*b, w))",
                        List.of("db = where(b > 3, max(w), 0)"),
                        List.of("db = where(b > 3, max(w), 0)*where(max(w) < 0, 2, 1)")),
                // Equal at one size, which rounding must not hide.
                new Case(
                        "dims n; input t [n] positive; J = step(t[0])",
                        List.of("dt = (t*n == max(t) + 1e9)"),
                        List.of("dt = (t*n == max(t))")),
                // Between two switches close together, and in one entry.
                new Case(
                        ENTRIES + "J = sum(clamp(x, -1e-6, 1e-6))",
                        List.of("dx = (abs(x) < 1e-6)"),
                        List.of("dx = 0*x", "dx = 2*(abs(x) < 1e-6)")),
                new Case(
                        ENTRIES + "param k []; J = sum(minimum(relu(1 - (x - t)*t[0])*k, t))",
                        List.of("dx = -(relu(1 - (x - t)*t[0])*k < t)*k*(1 - (x - t)*t[0] > 0)*t[0]"),
                        List.of("dx = -(relu(1 - (x - t)*t[0])*k < t)*k*(1 - (x - t)*t[0] > 0)*t[0]"
                                + "*(1 + unit([n], 0))")),
                // A number that is always 0 is on one side of its switch.
                new Case(
                        "dims n; input x [n]; J = sum(x)",
                        List.of("dx = where(0*x > 1, 2, 1)"),
                        List.of("dx = where(0*x < 1, 2, 1)")),
                new Case(
                        NEURON + "J = huber(u, y, delta=2)",
                        List.of("db = clamp(u - y, -2, 2)", "dw = where(abs(u - y) <= 2, u - y, 2*sign(u - y))*x"),
                        List.of(
                                "db = u - y",
                                "db = 2*sign(u - y)",
                                "db = clamp(u - y, -1, 1)",
                                "db = clamp(u - y, -2, 9)")),
                new Case(
                        NEURON + "J = clamp(u, -1000, 5)",
                        List.of("db = (u > -1000)*(u < 5)"),
                        List.of("db = 1", "db = (u < 5)", "db = (u > -1000)", "db = (u > -100)*(u < 5)")),
                new Case(
                        NEURON + "J = relu(u - 50)",
                        List.of("db = (u > 50)"),
                        List.of("db = 0", "db = (u > 50)*2", "db = (u > 60)", "db = (u > 0)")),
                new Case(
                        ENTRIES + "J = sum(where(x > 30, x^2, x))",
                        List.of("dx = where(x > 30, 2*x, 1)"),
                        List.of("dx = ones([n])", "dx = where(x > 30, x, 1)", "dx = where(x > 40, 2*x, 1)")),
                new Case(
                        ENTRIES + "J = sum(abs(x - t))",
                        List.of("dx = sign(x - t)"),
                        List.of("dx = sign(x)", "dx = sign(t - x)", "dx = ones([n])")),
                new Case(
                        ENTRIES + "J = sum(minimum(x, t + 100))",
                        List.of("dx = (x < t + 100)"),
                        List.of("dx = ones([n])", "dx = (x < 100)", "dx = (x > t + 100)")),
                new Case(
                        "dims n; input k [n] integer; J = sum(k)",
                        List.of("check where(k > 7, 1, 0) == (k > 7)"),
                        List.of("check where(k > 7, 1, 0) == 0*k", "check where(k == 9, 5, 0) == 0*k")),
                new Case(
                        "dims n; input p [n] interval(0, 1); J = sum(relu(p - 0.99))",
                        List.of("dp = (p > 0.99)"),
                        List.of("dp = 0*p", "dp = ones([n])", "dp = 2*(p > 0.99)")),
                new Case(
                        "dims n; param x [n]; J = sum(x^2)",
                        List.of("dx = where(n > 0, 2*x, x)", "dx = where(n > 40, x + x, 2*x)"),
                        List.of(
                                "dx = where(n > 8, x, 2*x)",
                                "dx = where(n > 40, x, 2*x)",
                                "dx = where(n == 1, x, 2*x)")),
                // Between the two switches lies a band as narrow as one term is small beside the other.
                new Case(
                        ENTRIES + "J = sum(maximum(2*(x + 1e-20*t), x))",
                        List.of("dt = 2e-20*(2*(x + 1e-20*t) > x)"),
                        List.of("dt = 2e-20*(2*x > x)", "dt = 2e-20*(x >= 0)")),
                new Case(
                        "dims n; param w [n]; J = sum(clamp(w/(w^2 + 1), -1e-20, 1e-20))",
                        List.of("dw = where(abs(w/(w^2 + 1)) < 1e-20, (1 - w^2)/(w^2 + 1)^2, 0)"),
                        List.of("dw = where(abs(w/(w^2 + 1000)) < 1e-20, (1 - w^2)/(w^2 + 1)^2, 0)")),
                // Sizes and values together decide.
                new Case(
                        "dims n; param w [n]; J = sum(relu(w - n))",
                        List.of("dw = (w > n)"),
                        List.of("dw = (w > n)*(max(w) > 3)", "dw = (w > n)*(w > 4)")),
                new Case(
                        "dims n; param w [n]; J = sum(w)*(10 > n)",
                        List.of("dw = ones([n])*(10 > n)"),
                        List.of("dw = ones([n])*(7 > n)", "dw = ones([n])*(n < 9)")),
                new Case(
                        "dims n; param w [n]; J = relu(sum(w*(10 > n)) + sum(w^2))",
                        List.of("dw = (sum(w*(10 > n)) + sum(w^2) > 0)*(2*w + (10 > n))"),
                        List.of("dw = (sum(w*(10 > n)) + sum(w^2) > 0)*(2*w + (11 > n))")),
                // Several conditions at once: bands, sizes, and what lies far out.
                new Case(
                        "dims n; input x [n], t [n]; J = sum(huber(x, t, delta=1.5, reduction=\"none\"))",
                        List.of("dx = clamp(x - t, -1.5, 1.5)"),
                        List.of(
                                "dx = where((n > 15)*(t > -7)*(t < -6.9), 0, clamp(x - t, -1.5, 1.5))",
                                "dx = clamp(x - t, -1.5, 1.5)*where(x < -4, where(abs(t - 30) < 0.01, 2, 1), 1)")),
                new Case(
                        NEURON + "J = relu(1 - y*u)^2",
                        List.of("db = -2*y*relu(1 - y*u)"),
                        List.of(
                                "db = -2*y*relu(1 - y*u)*where((b > -4)*(b < -3.9)*(abs(u - 30) < 0.01), 0, 1)",
                                "db = -2*y*relu(1 - y*u)*where((u > 3)*(u < 3.01)*(b > 4)*(y < -3), 0, 1)")),
                new Case(
                        "dims m, n; input X [m, n], Y [m]; param w [n], b []; J = sum(relu(X @ w + b - Y))",
                        List.of("db = sum(X @ w + b > Y)"),
                        List.of("db = sum(X @ w + b > Y)*where((n < 2)*(m > 14)*(b > 3), 2, 1)")),
                new Case(
                        "dims m, n; param w [n]; input X [m, n]; z = X @ w; J = mean(log(maximum(z, 1e20)^2))",
                        List.of("dw = X.T @ (2/z*(z >= 1e20))/m"),
                        List.of("dw = where(n < 3, 2, 1)*X.T @ (2/z*(z >= 1e20))/m")),
                new Case(
                        "dims n; input x [n] interval(-2, 3); param w [n]; J = mean(softplus(relu(w*x*(max(x) > n))))",
                        List.of("dw = sigmoid(relu(w*x))*(w*x > 0)*(max(x) > n)*x/n"),
                        List.of("dw = sigmoid(relu(w*x*n))*(w*x > 0)*(max(x) > n)*x/n")),
                new Case(
                        "dims n; input x [n] interval(1, 50), t [n] positive; param w [n]; J = max(maximum(x - t, w))",
                        List.of("dt = -(x - t == max(maximum(x - t, w)))"),
                        List.of("dt = -(x - t == max(maximum(leaky_relu(x - t, alpha=0.02), w)))")),
                new Case(
                        "dims n; input x [n] probability, t [n]; c = clamp(x - t, -3, 3); J = max(c)",
                        List.of("dt = -(c == J)/sum(c == J)*(x - t > -3)*(x - t < 3)"),
                        List.of("dt = -(c == J)/sum(c == J)*(x - t > -3)*(x - t < 3)*(t <= 3)")),
                // A small difference on a branch that the ordinary points may not be on.
                new Case(
                        "dims n; input x [n] interval(-2, 3); param w [n], b []; u = w @ x + b;"
                                + "J = where((u > 0)*(max(x) > 1e-10), u*max(x), u)",
                        List.of("db = where(u > 0, where(max(x) > 1e-10, max(x), 1), 1)"),
                        List.of("db = where(u > 0, where(max(x) > 1e-10, max(x), 1 + 1e-10*max(x)), 1)")),
                // How many terms that switch a sum has decides.
                new Case(
                        "dims n; input x [n], t [n] onehot(axis=0); J = abs(sum(relu(1 - relu(x - t)*t)) - 1)",
                        List.of("dx = -sign(sum(relu(1 - relu(x - t)*t)) - 1)*(relu(x - t)*t < 1)*t*(x > t)"),
                        List.of("dx = -sign(sum(relu(1 - relu(x + t)*t)) - 1)*(relu(x - t)*t < 1)*t*(x > t)")),
                // Two ways to write one comparison are one switch: what shows on the one side of it shows on neither.
                new Case(
                        "dims m, n; input X [m, n], k [], c []; param w [n]; J = sum(minimum(maximum(X @ w, k), c))",
                        List.of("dX = outer((k + relu(X @ w - k) < c)*(1 - (X @ w < k)), w)"),
                        List.of("dX = outer((k + relu(X @ w - k) < c)*(1 - (X @ w < k - 0.1)), w)")),
                new Case(
                        "dims n; input t [n] simplex(axis=0), w [n]; J = sum(where(t > 1e-20, w*t, w))",
                        List.of("dw = where(t <= 1e-20, 1, t)"),
                        List.of("dw = t")),
                // What holds at a tie of two numbers is left to conventions.
                new Case(
                        "dims n; input x [n], y [n]; J = sum(maximum(x, y))",
                        List.of("dx = (x > y)", "dx = (x >= y)", "dx = where(x < y, 0, 1)"),
                        List.of("dx = (y > x)")),
                new Case(
                        "dims m, n; param X [m, n]; J = det(X.T @ X)",
                        List.of("check grad(J, X) == 2*det(X.T @ X)*X @ inv(X.T @ X)"),
                        List.of("check grad(J, X) == 0*X", "check grad(J, X) == 7*det(X.T @ X)*X")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMistakeIsFoundAtEverySeed(Case each) {
        List<String> found = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            for (boolean right : new boolean[] {true, false}) {
                for (String line : right ? each.right() : each.wrong()) {
                    Verdict verdict = verdict(each.model(), line, seed);
                    if (right ? !verdict.isRight() : verdict != Verdict.REFUTED) {
                        found.add(line + " is " + verdict + " at seed " + seed);
                    }
                }
            }
        }
        assertThat(found).as(each.model()).isEmpty();
    }

    /** Doubles miss the tie at every point; digits may not settle it either. */
    @Test
    void aTieThatRoundingBreaksIsNotCalledWrong() {
        String model = "dims n; input x [n]; param b []; J = max(tanh(ones([n]))*b + 0*x)";
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(verdict(model, "db = sum((2*sigmoid(2*ones([n])) - 1)*b == J)*tanh(1)/n", seed))
                    .isNotEqualTo(Verdict.REFUTED);
        }
    }

    private static Verdict verdict(String model, String line, int seed) {
        return judged(model, line, new Derivation.Settings(seed, false, false)).verdict();
    }

    private static JudgedLine judged(String model, String line, Derivation.Settings settings) {
        return Derivation.judge(Model.parse(model + "\nderive J\n" + line), settings)
                .lines()
                .get(0);
    }

    @ParameterizedTest
    @MethodSource("sides")
    void whatWasNeverSeenIsNamed(String model, String line, String unseen) {
        Derivation.Settings numbers = new Derivation.Settings(0, false, false);
        JudgedLine judged = judged(model, line, numbers);
        assertThat(judged.verdict()).isEqualTo(unseen.isEmpty() ? Verdict.AGREES : Verdict.UNDECIDED);
        assertThat(judged.notes().toString()).contains(unseen);
    }

    static Stream<Arguments> sides() {
        return Stream.of(
                Arguments.of(
                        "dims n; input x [n]; r = x/(x^2 + 1); J = sum(r)",
                        "check relu(r - 3) == 0*x",
                        "never seen: r > 3"),
                // At one label of many only, while where it is 0 anyway there are points enough.
                Arguments.of(
                        "dims n; input t [n] onehot(axis=0); param w [n]; J = sum(w^2)*t[0]",
                        "dw = where(n > 40, 0, 2*w*t[0])",
                        "never seen where it counts: n > 40"),
                // Numbers inside an interval are not its ends.
                Arguments.of(
                        "dims n; input x [n] interval(1, 50); J = sum(x)",
                        "dx = where(x > 1, 1, 2)",
                        "never seen: x <= 1"),
                // No positive number is below 0, and no interval leaves itself: nothing is missing.
                Arguments.of("dims n; input x [n] positive; J = sum(relu(x))", "dx = ones([n])", ""),
                Arguments.of("dims n; input x [n] interval(0, 1); J = sum(clamp(x, -1, 2))", "dx = ones([n])", ""));
    }

    /** What random models found: the first line says whether the claim is right, wrong, or wrong only where it is hard to get. */
    @Test
    void whatRandomModelsFoundStaysFound() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("src/test/resources/mistakes/found"))) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            for (int seed = 0; seed < 3; seed++) {
                Verdict verdict = Derivation.judge(Model.parse(text), new Derivation.Settings(seed, false, true))
                        .lines()
                        .get(0)
                        .verdict();
                boolean asMeant = text.startsWith("# right")
                        ? verdict.isRight()
                        : verdict == Verdict.REFUTED || (text.startsWith("# not right") && !verdict.isRight());
                if (!asMeant) {
                    found.add(file.getFileName() + " is " + verdict + " at seed " + seed);
                }
            }
        }
        assertThat(files).isNotEmpty();
        assertThat(found).isEmpty();
    }
}
