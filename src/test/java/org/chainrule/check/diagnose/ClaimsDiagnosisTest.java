package org.chainrule.check.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.junit.jupiter.api.Test;

/** The wrong ones of the reference claims get a fix that is true. */
class ClaimsDiagnosisTest {
    @Test
    void wrongClaimsAreMended() throws IOException {
        int wrong = 0;
        int mended = 0;
        int named = 0;
        StringBuilder table = new StringBuilder();
        for (Claims.Claim claim : Claims.read()) {
            if (claim.right()) {
                continue;
            }
            wrong++;
            Budget budget = Budget.standard();
            long start = System.nanoTime();
            Optional<Diagnosis> diagnosis = Diagnosis.of(claim.line(), budget);
            long ms = (System.nanoTime() - start) / 1_000_000;
            String kinds = diagnosis
                    .map(d -> d.kinds().stream().map(Kind::id).toList().toString())
                    .orElse("-");
            boolean fixed = diagnosis
                    .filter(d -> claim.line().claiming(d.fix()).isRight())
                    .isPresent();
            mended += fixed ? 1 : 0;
            named += kinds.equals("[" + claim.errorClass() + "]") ? 1 : 0;
            table.append(String.format(
                    "%-28s %-28s %-28s %5d tried, %4d ms%n    %s  =>  %s%n    %s%n",
                    claim.id(),
                    claim.errorClass(),
                    kinds,
                    budget.used(),
                    ms,
                    SyntaxPrinter.print(claim.line().claim()),
                    diagnosis.map(d -> SyntaxPrinter.print(d.fix())).orElse("-"),
                    diagnosis.map(d -> d.message().toString()).orElse("")));
        }
        System.out.printf(
                "%swrong claims mended: %d of %d; named as the reference does: %d%n", table, mended, wrong, named);
        assertThat(mended).isGreaterThanOrEqualTo(wrong * 9 / 10);
    }
}
