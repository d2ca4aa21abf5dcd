package org.chainrule.code;

import java.util.Map;
import java.util.Objects;

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

    private static final Map<String, String> HELPERS = Map.of(
            "eigenvectors",
            """
            def eigenvectors(x):
                \"""Unit eigenvectors as columns, the entry of largest magnitude of each positive.\"""
                v = ~.linalg.eigh(x)[1]
                largest = ~.TAKE(v, ~.argmax(~.abs(v), AXIS=-2, KEEP=True), AXIS=-2)
                return ~.where(largest < 0, -v, v)
            """,
            "log_determinant",
            """
            def log_determinant(x):
                \"""The logarithm of the determinant; NaN where it is negative.\"""
                sign, magnitude = ~.linalg.slogdet(x)
                return ~.where(sign < 0, float("nan"), magnitude)
            """,
            "recurrence",
            """
            def recurrence(a, b, axis, backwards):
                \"""z[k] = b[k] + a[k] z[k - 1], or backwards z[k] = b[k] + a[k + 1] z[k + 1].\"""
                a, b = ~.moveaxis(a, axis, 0), ~.moveaxis(b, axis, 0)
                z = list(b)
                for i in range(1, len(z)):
                    k = len(z) - 1 - i if backwards else i
                    z[k] = b[k] + (a[k + 1] * z[k + 1] if backwards else a[k] * z[k - 1])
                return ~.moveaxis(~.stack(z), 0, axis)
            """,
            "shifted",
            """
            def shifted(x, axis, by, fill):
                \"""The entries moved along an axis; a number where nothing has come.\"""
                x = ~.moveaxis(x, axis, 0)
                places = ~.arange(len(x)) - by
                inside = (0 <= places) & (places < len(x))
                z = ~.where(inside.reshape([-1] + [1] * (x.ndim - 1)), x[~.where(inside, places, 0)], fill)
                return ~.moveaxis(z, 0, axis)
            """,
            "others",
            """
            def others(x, axis):
                \"""At each place the product of the other entries along an axis.\"""
                x = ~.moveaxis(x, axis, 0)
                one = ~.ones_like(x[:1])
                before = ~.cumprod(~.concatenate((one, x[:-1])), 0)
                after = ~.flip(~.cumprod(~.concatenate((one, ~.flip(x, (0,))[:-1])), 0), (0,))
                return ~.moveaxis(before * after, 0, axis)
            """,
            "add_along",
            """
            def add_along(x, index, values, axis):
                \"""x with each of the values added along an axis, at a place of its own.\"""
                places = list(~.meshgrid(*map(~.arange, index.shape), indexing="ij"))
                places[axis] = index
                ADD
            """);

    private PythonTables() {}

    /** A function that no module has, by its name. */
    static String helper(String name, Tongue tongue, String module) {
        boolean torch = tongue == Tongue.TORCH;
        String add =
                switch (tongue) {
                    case NUMPY -> "z = np.array(x)\n    np.add.at(z, tuple(places), values)\n    return z";
                    case JAX -> "return x.at[tuple(places)].add(values)";
                    default -> "return x.index_put(tuple(places), values, accumulate=True)";
                };
        return Objects.requireNonNull(HELPERS.get(name))
                .replace("ADD", add)
                .replace("TAKE", torch ? "take_along_dim" : "take_along_axis")
                .replace("AXIS", torch ? "dim" : "axis")
                .replace("KEEP", torch ? "keepdim" : "keepdims")
                .replace("~", module);
    }

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
