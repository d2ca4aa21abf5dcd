package org.chainrule.code;

/** The ops of C on single entries. */
final class CTables {
    static final String OPS =
            """
            add            <0:2> + <1:3>       2
            sub            <0:2> - <1:3>       2
            mul            <0:3> * <1:4>       3
            div            <0:3> / <1:4>       3
            neg            -<0:5>              4
            pow            pow(<0>, <1>)
            square         pow(<0>, 2.0)
            reciprocal     1.0 / <0:4>         3
            greater        <0:2> > <1:2>       1
            greater_equal  <0:2> >= <1:2>      1
            less           <0:2> < <1:2>       1
            less_equal     <0:2> <= <1:2>      1
            equal          <0:2> == <1:2>      1
            not_equal      <0:2> != <1:2>      1
            step           <0:2> > 0           1
            isnan          isnan(<0>)
            abs            fabs(<0>)
            floor          floor(<0>)
            ceil           ceil(<0>)
            round          rint(<0>)
            exp            exp(<0>)
            expm1          expm1(<0>)
            log            log(<0>)
            log1p          log1p(<0>)
            log2           log2(<0>)
            log10          log10(<0>)
            sqrt           sqrt(<0>)
            sin            sin(<0>)
            cos            cos(<0>)
            tan            tan(<0>)
            sinh           sinh(<0>)
            cosh           cosh(<0>)
            tanh           tanh(<0>)
            asin           asin(<0>)
            acos           acos(<0>)
            atan           atan(<0>)
            asinh          asinh(<0>)
            acosh          acosh(<0>)
            atanh          atanh(<0>)
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
