package org.chainrule.code;

/** The ops of Julia, and the functions that printed ones bring along. Without the dots they are those of numbers. */
final class JuliaTables {
    static final String OPS =
            """
            add            <0:2> .+ <1:3>      2
            sub            <0:2> .- <1:3>      2
            mul            <0:3> .* <1:4>      3
            div            <0:3> ./ <1:4>      3
            neg            -<0:4>              4
            pow            <0:6> .^ <1:5>      5
            square         <0:6> .^ 2          5
            reciprocal     1 ./ <0:4>          3
            greater        <0:2> .> <1:2>      1
            greater_equal  <0:2> .>= <1:2>     1
            less           <0:2> .< <1:2>      1
            less_equal     <0:2> .<= <1:2>     1
            equal          <0:2> .== <1:2>     1
            not_equal      <0:2> .!= <1:2>     1
            step           <0:2> .> 0          1
            isnan          isnan.(<0>)         1
            abs            abs.(<0>)
            sign           sign.(<0>)
            round          round.(<0>)
            atan2          atan.(<0>, <1>)
            hypot          hypot.(<0>, <1>)
            maximum        max.(<0>, <1>)
            minimum        min.(<0>, <1>)
            relu           max.(<0>, 0)
            where          ifelse.(<0:?>, <1>, <2>)
            masked         ifelse.(<0:?>, <1>, 0)
            """;

    static final String ROWS_FIRST =
            """
            # the same entries under other sizes, row by row, as C and Python have them
            function rows_first(x, sizes)
                x = permutedims(x, ndims(x):-1:1)
                permutedims(reshape(x, reverse(sizes)), length(sizes):-1:1)
            end
            """;

    static final String AT =
            """
            # the entry of x at a place that counts from 0, a number outside
            at(x, place, outside) = checkbounds(Bool, x, (place .+ 1)...) ? x[(place .+ 1)...] : outside
            """;

    static final String ADD_AT =
            """
            # zeros, and values added up at places that count from 0
            function add_at(sizes, terms)
                z = zeros(sizes)
                for (place, value) in terms
                    if checkbounds(Bool, z, (place .+ 1)...)
                        z[(place .+ 1)...] += value
                    end
                end
                z
            end
            """;

    static final String ADD_ROWS =
            """
            # x, to which slices of the source are added at places that count from 0
            function add_rows(x, index, source, axis)
                z = float(copy(x))
                for (n, place) in enumerate(index)
                    selectdim(z, axis, Int(place) + 1) .+= selectdim(source, axis, n)
                end
                z
            end
            """;

    private JuliaTables() {}
}
