package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

class ReferenceClaimsTest {
    @Test
    void rightOnesAreAcceptedAndWrongOnesRefused() throws IOException {
        List<String> mistakes = new ArrayList<>();
        int proved = 0;
        int right = 0;
        int fixed = 0;
        int wrong = 0;
        for (ReferenceClaims.Statement statement : ReferenceClaims.all()) {
            JudgedLine line = Derivation.judge(
                            Model.parse(statement.text(), new Model.Settings(false, 0)), Derivation.Settings.DEFAULT)
                    .lines()
                    .get(0);
            boolean asExpected = statement.isRight() ? line.isRight() : line.verdict() == Verdict.REFUTED;
            if (!asExpected) {
                mistakes.add(statement.id() + ": " + line);
            }
            if (statement.isRight()) {
                right++;
                proved += line.verdict() == Verdict.PROVED ? 1 : 0;
            } else {
                wrong++;
                fixed += line.diagnosis().flatMap(JudgedLine.Mend::fix).isPresent() ? 1 : 0;
                System.out.println(statement.id() + " [" + statement.errorClass() + "] "
                        + line.diagnosis()
                                .map(mend -> mend.kind() + ": " + mend.message() + " -> "
                                        + mend.fix().orElse("-"))
                                .orElse("no diagnosis"));
            }
        }
        System.out.println("statements: " + right + " right, " + proved + " of them proved; " + wrong + " wrong, "
                + fixed + " of them mended; judged otherwise: " + mistakes.size());
        assertThat(mistakes).isEmpty();
    }
}
