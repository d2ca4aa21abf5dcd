package org.example.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.example.adversary.World.Declared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few models of the adversary in every build; {@code tools/adversary} runs as many as one likes. */
class AdversaryTest {
    @Test
    void aFewModelsFindNoWrongVerdict(@TempDir Path folder) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Adversary adversary = new Adversary(3, folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
        adversary.run(Integer.getInteger("chainrule.adversary.models", 8), 1);
        assertThat(adversary.faults())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(adversary.proved()).isGreaterThan(8);
        assertThat(adversary.refuted()).isGreaterThan(8);
    }

    @Test
    void itsOwnNumbersAreRight() {
        Dual x = new Dual(new BigDecimal("0.7"), BigDecimal.ONE);
        assertThat(x.exp().value().doubleValue()).isEqualTo(Math.exp(0.7));
        assertThat(x.log().value().doubleValue()).isEqualTo(Math.log(0.7), withinUlps());
        assertThat(x.exp().log().value().subtract(x.value()).abs()).isLessThan(new BigDecimal("1e-75"));
        assertThat(x.tanh().slope().doubleValue()).isEqualTo(1 - Math.pow(Math.tanh(0.7), 2), withinUlps());
        // Here 90 digits cannot tell softplus(x) from x.
        assertThatThrownBy(() -> Dual.of(300).softplus()).isInstanceOf(Dual.OutOfRangeException.class);
        assertThat(x.sqrt().slope().doubleValue()).isEqualTo(0.5 / Math.sqrt(0.7), withinUlps());
    }

    private static Offset<Double> withinUlps() {
        return Offset.offset(1e-15);
    }

    @Test
    void itsOracleTellsAWrongBranchEntryAndSize() {
        Declared x = new Declared("input", "x", "n", "");
        Term relu = Term.of("relu", x.term());
        RandomModel model = new RandomModel(List.of(x), Term.of("sum", relu), x);
        Oracle oracle = new Oracle(model, new SplittableRandom(1));
        Term right = Term.of(">", x.term(), Term.num("0"));
        Term entry = new Term("unit", "", "n", List.of());
        Term fewer = Term.of("<", Term.size("n"), Term.num("2"));
        Map<Term, Boolean> claims = Map.of(
                right,
                true,
                Term.of("where", right, Term.of("step", x.term()), Term.num("0")),
                true,
                Term.of(">=", x.term(), Term.num("1e-6")),
                false,
                Term.of("*", right, Term.of("+", Term.ones("n"), entry)),
                false,
                Term.of("where", fewer, entry, right),
                false,
                Term.of("*", right, Term.num("1.000000000001")),
                false);
        claims.forEach((claim, holds) -> assertThat(
                        oracle.searched(claim, false, new SplittableRandom(2)).isEmpty())
                .as(claim.text())
                .isEqualTo(holds));
    }
}
