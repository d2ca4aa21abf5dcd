package org.chainrule.code;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.tensor.Dim;

/** The ops of MATLAB, and the functions that printed ones bring along. */
final class MatlabTables {
    static final String OPS =
            """
            mul            <0:3> .* <1:4>      3
            div            <0:3> ./ <1:4>      3
            neg            -<0:4>              4
            pow            <0:6> .^ <1:6>      5
            square         <0:6> .^ 2          5
            reciprocal     1 ./ <0:4>          3
            not_equal      <0:2> ~= <1:2>      1
            isnan          isnan(<0>)          1
            abs            abs(<0>)
            sign           sign(<0>)
            atan2          atan2(<0>, <1>)
            hypot          hypot(<0>, <1>)
            maximum        max(<0>, <1>)
            minimum        min(<0>, <1>)
            relu           max(<0>, 0)
            normal_cdf     0.5 * erfc(-<0:4> / sqrt(2))  3
            erf            erf(<0>)
            erfc           erfc(<0>)
            lgamma         gammaln(<0>)
            digamma        psi(<0>)
            where          pick(<0:?>, <1>, <2>)
            masked         pick(<0:?>, <1>, 0)
            """;

    static final String PICK =
            """
            function z = pick(condition, a, b)
                % a where the condition holds, else b
                one = ones(size(condition)) .* ones(size(a)) .* ones(size(b));
                z = b .* one;
                a = a .* one;
                condition = (condition .* one) ~= 0;
                z(condition) = a(condition);
            end
            """;

    static final String ROWS_FIRST =
            """
            function z = rows_first(x, from, to)
                % the same entries under other sizes, row by row, as C and Python have them
                x = permute(reshape(x, [from, 1]), numel(from) + 1:-1:1);
                z = permute(reshape(x, [1, to(end:-1:1)]), numel(to) + 1:-1:1);
            end
            """;

    static final String AT =
            """
            function z = at(x, sizes, places, outside)
                % the entries of x at places that count from 0, a number outside
                [number, inside] = numbered(sizes, places);
                z = outside * ones(size(number));
                z(inside) = x(number(inside));
            end
            """;

    static final String ADD_AT =
            """
            function z = add_at(sizes, places, values)
                % zeros, and values added up at places that count from 0
                [number, inside] = numbered(sizes, places);
                z = reshape(accumarray(reshape(number(inside), [], 1), reshape(values(inside), [], 1), [prod(sizes), 1]), sizes);
            end
            """;

    static final String NUMBERED =
            """
            function [number, inside] = numbered(sizes, places)
                % the numbers of places that count from 0, and which of them are inside
                number = 1;
                inside = true;
                stride = 1;
                for axis = 1:numel(places)
                    inside = inside & places{axis} >= 0 & places{axis} < sizes(axis);
                    number = number + stride * places{axis};
                    stride = stride * sizes(axis);
                end
            end
            """;

    static final String ADD_ROWS =
            """
            function z = add_rows(x, index, source, axis)
                % x, to which slices of the source are added at places that count from 0
                z = x;
                place = repmat({':'}, 1, max(ndims(x), axis));
                from = place;
                for n = 1:numel(index)
                    place{axis} = index(n) + 1;
                    from{axis} = n;
                    z(place{:}) = z(place{:}) + source(from{:});
                end
            end
            """;

    private MatlabTables() {}

    /** Whether two lists have the same sizes. */
    static boolean same(List<Dim> a, List<Dim> b) {
        return a.size() == b.size()
                && IntStream.range(0, a.size()).allMatch(i -> a.get(i).sameSize(b.get(i)));
    }
}
