package org.chainrule.fuzz;

import java.nio.charset.StandardCharsets;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;

/** Reads bytes as a model. Whatever they are, the answer is a model or a sentence for the user. */
public final class NotationTarget {
    private NotationTarget() {}

    /** Called by the fuzzer first: loading and instrumenting classes is no hang. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("input x [2]; J = sum(relu(x)^2)\nderive J\ndx = 2*x".getBytes(StandardCharsets.UTF_8));
        fuzzerTestOneInput("J = \\frac{1}{2".getBytes(StandardCharsets.UTF_8));
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            Model.parse(text);
        } catch (ChainruleException e) {
            e.getMessage();
        }
        try {
            Model.parse(text, Model.Settings.DEFAULT.withLenientClaims());
        } catch (ChainruleException e) {
            e.getMessage();
        }
    }
}
