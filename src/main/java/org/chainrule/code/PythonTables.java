package org.chainrule.code;

/** The ops of numpy, torch and jax, and the helpers that printed functions bring along. */
final class PythonTables {
    static final String COMMON =
            """
            mul            <0:3> * <1:4>    3
            div            <0:3> / <1:4>    3
            matmul         <0:3> @ <1:4>    3
            neg            -<0:4>           4
            pow            <0:6>**<1:5>     5
            square         <0:6>**2         5
            reciprocal     1 / <0:4>        3
            not_equal      <0:2> != <1:2>   1
            isnan          ~.isnan(<0>)     1
            abs            ~.abs(<0>)
            sign           ~.sign(<0>)
            round          ~.round(<0>)
            asin           ~.arcsin(<0>)
            acos           ~.arccos(<0>)
            atan           ~.arctan(<0>)
            asinh          ~.arcsinh(<0>)
            acosh          ~.arccosh(<0>)
            atanh          ~.arctanh(<0>)
            atan2          ~.arctan2(<0>, <1>)
            hypot          ~.hypot(<0>, <1>)
            maximum        ~.maximum(<0>, <1>)
            minimum        ~.minimum(<0>, <1>)
            logaddexp      ~.logaddexp(<0>, <1>)
            softplus       ~.logaddexp(0, <0>)
            relu           ~.maximum(<0>, 0)
            where          ~.where(<0:?>, <1>, <2>)
            masked         ~.where(<0:?>, <1>, 0)
            """;

    static final String NUMPY =
            """
            normal_cdf     np.vectorize(lambda z: 0.5 * math.erfc(-z / math.sqrt(2)))(<0>)
            erf            np.vectorize(math.erf)(<0>)
            erfc           np.vectorize(math.erfc)(<0>)
            lgamma         np.vectorize(math.lgamma)(<0>)
            """;

    static final String JAX =
            """
            relu           jax.nn.relu(<0>)
            sigmoid        jax.nn.sigmoid(<0>)
            normal_cdf     jax.scipy.special.ndtr(<0>)
            erf            jax.scipy.special.erf(<0>)
            erfc           jax.scipy.special.erfc(<0>)
            lgamma         jax.scipy.special.gammaln(<0>)
            digamma        jax.scipy.special.digamma(<0>)
            """;

    static final String TORCH =
            """
            softplus       torch.logaddexp(<0>, torch.zeros_like(<0>))
            relu           torch.relu(<0>)
            sigmoid        torch.sigmoid(<0>)
            masked         torch.where(<0:?>, <1>, torch.zeros_like(<1>))
            normal_cdf     0.5 * torch.erfc(-0.7071067811865476 * <0:4>)  3
            erf            torch.erf(<0>)
            erfc           torch.erfc(<0>)
            lgamma         torch.lgamma(<0>)
            digamma        torch.digamma(<0>)
            """;

    private PythonTables() {}

    /** A function that reads entries, and those outside as well. */
    static String at(String module) {
        return """
                def at(x, places, outside=0):
                    \"""The entries of x at some places, a number outside.\"""
                    clipped, inside = [], True
                    for place, size in zip(places, x.shape):
                        clipped.append(~.clip(place, 0, size - 1))
                        inside = inside & (0 <= place) & (place < size)
                    return ~.where(inside, x[tuple(clipped)], outside)
                """
                .replace("~", module);
    }

    /** A function that adds entries up. */
    static String addAt(Tongue tongue, String module) {
        String add =
                switch (tongue) {
                    case NUMPY ->
                        "    np.add.at(z, tuple(place[inside] for place in places), values[inside])\n    return z\n";
                    case JAX -> "    return z.at[tuple(place[inside] for place in places)].add(values[inside])\n";
                    default ->
                        "    return z.index_put(tuple(place[inside] for place in places), values[inside], accumulate=True)\n";
                };
        String zeros = tongue == Tongue.TORCH ? "shape, dtype=torch.float64" : "shape";
        String spread = tongue == Tongue.TORCH ? "broadcast_tensors" : "broadcast_arrays";
        return """
                def add_at(shape, places, values):
                    \"""Zeros, and values added up at some places.\"""
                    z = ~.zeros(ZEROS)
                    values, *places = ~.SPREAD(values, *places)
                    inside = places[0] == places[0]
                    for place, size in zip(places, shape):
                        inside = inside & (0 <= place) & (place < size)
                """
                        .replace("~", module)
                        .replace("ZEROS", zeros)
                        .replace("SPREAD", spread)
                + add;
    }
}
