package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What programs call the gradient by W, which is {@code dW} here: {@code grad_W}, {@code W_grad}, {@code dL_dW}. */
final class GradientNames {
    private static final List<String> BEFORE = List.of("grad_", "gradient_", "grad", "nabla_", "d_", "D_", "g_");
    /** What with a small letter may be the error of a unit as well, which is the gradient by something before it. */
    private static final List<String> ERRORS = List.of("delta_", "δ_");

    private static final List<String> BEHIND = List.of("_grad", "_gradient", "Grad", "grad", "_g");

    /** The gradient of a model with one parameter. */
    private static final Set<String> ALONE = Set.of("grad", "gradient", "Grad", "Gradient");

    /** What a loss is called whatever the model calls it. */
    static final Set<String> LOSSES =
            Set.of("J", "L", "E", "C", "l", "loss", "Loss", "cost", "Cost", "error", "LOSS", "ℓ");

    /** What the loss of one sample is called where the cost is their mean. */
    private static final Set<String> OF_SAMPLE = Set.of("L", "l", "ℓ", "loss", "Loss", "E", "e");

    /** The gradient by what a layer is given, which the model calls x. */
    private static final Set<String> OF_INPUT = Set.of("grad_input", "grad_inputs", "dinput", "dinputs");

    private GradientNames() {}

    /**
     * Whether a letter stands for the loss that is derived.
     *
     * @param mean whether that is a mean over samples, so that another letter may be the loss of one of them
     */
    static boolean isLoss(String name, String derived, boolean mean) {
        boolean small = name.equals("ℓ") || name.equals("l");
        boolean same = Set.of("l", "ell", "loss", "Loss", "ℓ").contains(derived);
        return LOSSES.contains(name) && (small ? same || !mean : !mean || !OF_SAMPLE.contains(name) || same);
    }

    /**
     * The variable of a gradient, by the name of the gradient.
     *
     * @param variables the quantities of the model
     * @param params its parameters
     * @param derived what is derived
     */
    static Optional<String> variable(String id, Predicate<String> variables, Set<String> params, String derived) {
        if (ALONE.contains(id) && params.size() == 1) {
            return params.stream().findFirst();
        }
        for (String word : BEFORE) {
            String rest = id.startsWith(word) ? id.substring(word.length()) : "";
            if (variables.test(rest)) {
                return Optional.of(rest);
            }
        }
        for (String word : ERRORS) {
            String rest = id.startsWith(word) ? id.substring(word.length()) : "";
            boolean unit = rest.length() == 1 && Character.isLowerCase(rest.charAt(0));
            if (unit ? params.contains(rest) : variables.test(rest)) {
                return Optional.of(rest);
            }
        }
        for (String word : BEHIND) {
            String rest = id.endsWith(word) ? id.substring(0, id.length() - word.length()) : "";
            if (variables.test(rest)) {
                return Optional.of(rest);
            }
        }
        if (id.startsWith("g") && params.contains(id.substring(1))) {
            return Optional.of(id.substring(1));
        }
        if (OF_INPUT.contains(id) && variables.test("x") != variables.test("X")) {
            return Optional.of(variables.test("x") ? "x" : "X");
        }
        for (int at = id.indexOf('d', 1); id.startsWith("d") && at > 0; at = id.indexOf('d', at + 1)) {
            String above = id.substring(1, at);
            String of = above.endsWith("_") ? above.substring(0, above.length() - 1) : above;
            boolean loss = of.equals(derived) || (LOSSES.contains(of) && !variables.test(of));
            if (loss && variables.test(id.substring(at + 1))) {
                return Optional.of(id.substring(at + 1));
            }
        }
        return Optional.empty();
    }
}
