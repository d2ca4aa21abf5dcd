package org.chainrule.code;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;

/** A language that models are printed in. */
public enum Tongue {
    /** Python with numpy. */
    NUMPY,
    /** Python with torch. */
    TORCH,
    /** Python with jax. */
    JAX,
    /** Julia. */
    JULIA,
    /** MATLAB, and Octave. */
    MATLAB,
    /** C, with loops over arrays. */
    C,
    /** One aligned block of LaTeX. */
    LATEX;

    /**
     * The language of a name such as {@code numpy}.
     *
     * @throws ChainruleException when there is none; it says which there are
     */
    public static Tongue of(String name) {
        for (Tongue tongue : values()) {
            if (tongue.toString().equalsIgnoreCase(name)) {
                return tongue;
            }
        }
        throw new ChainruleException(
                "code is printed in {0}, not in {1}",
                Arrays.stream(values()).map(Tongue::toString).collect(Collectors.joining(", ")), name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
