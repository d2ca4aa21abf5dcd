package org.chainrule.code;

/** The ops of C on single entries. */
final class CTables {
    static final String OPS =
            """
            mul            <0:3> * <1:4>       3
            div            <0:3> / <1:4>       3
            neg            -<0:5>              4
            pow            pow(<0>, <1>)
            square         pow(<0>, 2.0)
            reciprocal     1.0 / <0:4>         3
            not_equal      <0:2> != <1:2>      1
            isnan          isnan(<0>)
            abs            fabs(<0>)
            round          rint(<0>)
            atan2          atan2(<0>, <1>)
            hypot          hypot(<0>, <1>)
            maximum        fmax(<0>, <1>)
            minimum        fmin(<0>, <1>)
            relu           fmax(<0>, 0.0)
            sign           sign(<0>)
            erf            erf(<0>)
            erfc           erfc(<0>)
            normal_cdf     0.5 * erfc(-<0:5> / sqrt(2.0))  3
            lgamma         lgamma(<0>)
            where          (<0:?> ? <1:1> : <2:1>)
            masked         (<0:?> ? <1:1> : 0.0)
            """;

    static final String SIGN =
            """
            static double sign(double x) {
                return x > 0 ? 1 : x < 0 ? -1 : x;
            }
            """;

    static final String ARRAY =
            """
            static double *array(int entries) {
                return malloc((size_t) (entries > 0 ? entries : 1) * sizeof(double));
            }
            """;

    private CTables() {}
}
