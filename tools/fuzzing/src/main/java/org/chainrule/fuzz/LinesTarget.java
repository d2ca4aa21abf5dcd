package org.chainrule.fuzz;

import java.nio.charset.StandardCharsets;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;

/** Pastes bytes as lines of a derivation, in whatever system they are, below a model and has them judged. */
public final class LinesTarget {
    private static final String MODEL =
            """
            dims m, n, h
            input X [n, m], Y [1, m], v [n], S [n, n] symmetric
            param W1 [h, n], b1 [h, 1], W2 [1, h], u [n]
            Z1 = W1 @ X + b1
            A1 = relu(Z1)
            Z2 = W2 @ A1
            J = mean((Z2 - Y)^2) + v @ S @ u
            derive J
            """;

    private LinesTarget() {}

    /** Called by the fuzzer first: loading and instrumenting classes is no hang. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("dZ2 = 2*(Z2 - Y)/m\ndW2 = \\frac{1}{m} dZ2 A1\nx +".getBytes(StandardCharsets.UTF_8));
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Model model = Model.parse(
                    MODEL + new String(data, StandardCharsets.UTF_8), Model.Settings.DEFAULT.withLenientClaims());
            Judgement judgement = Derivation.judge(model, new Derivation.Settings(0, false, false));
            judgement.lines().forEach(line -> line.notes().forEach(Object::toString));
        } catch (ChainruleException e) {
            e.getMessage();
        }
    }
}
