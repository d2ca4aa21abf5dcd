package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that have no value on a region where the gradient has one. */
class LostDomainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x [3]          | sum(x^4)/4 | exp(3*log(x))     | refuted domain x^3",
                "x [3]          | sum(x^3)/3 | sqrt(x)^4         | refuted domain x^2",
                "x [3]          | sum(x^3)/3 | x^2.5 / x^0.5     | refuted domain x^2",
                "x [3]          | sum(x^4)/4 | x^4/x             | proved",
                // Of these the algebra knows no proof; their values tell.
                "x [3]          | sum(x*abs(x))/2 | sqrt(x)^2    | refuted domain abs(x)",
                "x [3]          | sum(cbrt(x)^4)*3/4 | x^(1/3)   | refuted domain cbrt(x)",
                "x [3]          | sum(x*abs(x))/2 | x^1.5/x^0.5  | refuted domain abs(x)",
                // Doubles make 1/inf, inf > 0 and exp(-inf) of these.
                "x [3]          | sum(x^2)/2 | x + 1/(1/(x - x)) | refuted domain x",
                "x [3] positive | sum(x^2)/2 | where(x/(1-1) > 0, x, x) | refuted domain x",
                "x [3] positive | sum(x^2)/2 | x + exp(-1/(x-x)) | refuted domain x",
                "x [3] positive | sum(x^4)/4 | exp(3*log(x))     | proved",
                "x [3] positive | sum(x^3)/3 | sqrt(x)^4         | proved",
                "x [3]          | sum(log(x)) | exp(-log(x))     | proved",
                "x [3]          | sum(x^2)   | 2*sqrt(x^2)*sign(x) | proved",
                // Sizes decide: at n = 1 and n = 2 there is no value. Isolated sizes are an exception, as isolated
                // numbers are.
                "x [n]          | sum(x^2)   | 2*x*(n > 2)/(n > 2) | refuted domain 2 * x",
                "x [n]          | sum(x^2)   | 2*x*max(n - 1, 0)/max(n - 1, 0) | refuted domain 2 * x",
                "x [n]          | sum(x^2)   | 2*x*max(n - 1, 1)/max(n - 1, 1) | proved",
                "x [n]          | sum(x^2)   | 2*x*(n - 2)/(n - 2) | proved",
            })
    void aLineWithoutAValueWhereTheGradientHasOne(String declared, String loss, String line, String expected) {
        Model model = Model.parse("dims n\nparam " + declared + "\nJ = " + loss + "\nderive J\ndx = " + line);
        JudgedLine judged =
                Derivation.judge(model, Derivation.Settings.DEFAULT).lines().get(0);
        String said = judged.verdict().word()
                + judged.diagnosis()
                        .map(mend -> " " + mend.kind() + " " + mend.fix().orElse(""))
                        .orElse("");
        assertThat(said).isEqualTo(expected);
    }

    /** Also where numbers alone speak for a line, and no proof. */
    @Test
    void whereThereIsNoValueIsSaid() {
        Model model = Model.parse(
                """
                param x [], A [3, 3], s [] positive
                J = x
                derive J
                check lgamma(2*x^2 + 2) == lgamma(x^2 + 1) + lgamma(x^2 + 1.5) + (2*x^2 + 1)*log(2)*x/x - log(pi)/2
                check inv(A) @ A*(lgamma(2*s) + log(pi)/2) == eye(3)*(lgamma(s) + lgamma(s + 0.5) + (2*s - 1)*log(2))
                check lgamma(2*s) == lgamma(s) + lgamma(s + 0.5) + (2*s - 1)*log(2)*s/s - log(pi)/2
                """);
        List<JudgedLine> lines =
                Derivation.judge(model, Derivation.Settings.DEFAULT).lines();
        assertThat(lines).extracting(JudgedLine::verdict).containsOnly(Verdict.AGREES);
        assertThat(lines.stream()
                        .map(line -> line.evidence().facts().toString())
                        .toList())
                .containsExactly("[except where x = 0]", "[except where det(A) = 0]", "[]");
    }
}
