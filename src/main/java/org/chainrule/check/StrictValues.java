package org.chainrule.check;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * Values at one point, where a comparison with something undefined is itself undefined: {@code 1/0 > 3} is true in doubles, and
 * {@code log(-1) > 3} false. Here both are not a number, as whatever hangs on them is. Numbers too large for a double are no
 * matter of this.
 */
final class StrictValues {
    /** No function of a number below this overflows. */
    private static final double MODERATE = 100;

    private final Evaluator at;
    private final Evaluator strict;

    StrictValues(Evaluator at) {
        this.at = at;
        Sizes sizes = at.sizes();
        this.strict = at.disturbed((node, in, value) -> strictly(node, in, value, sizes));
    }

    /** The value of a node that has one in doubles. */
    Tensor value(Node node) {
        boolean ordinary = Walk.from(List.of(node)).nodes().stream()
                .allMatch(each -> at.value(each).isFinite());
        return ordinary ? at.value(node) : strict.value(node);
    }

    private static Tensor strictly(Node node, List<Tensor> in, Tensor value, Sizes sizes) {
        if (in.stream().anyMatch(StrictValues::isUndefined)) {
            return node.op() instanceof Where
                    ? undefinedWhere(in.get(0), value, sizes)
                    : Comparison.symbol(node.op()).isEmpty()
                            ? value
                            : undefinedWhere(Arithmetic.ADD.eval(in, sizes), value, sizes);
        }
        if (value.isFinite()) {
            return value;
        }
        boolean inherent = in.stream().allMatch(Tensor::isFinite) && (isByZero(node, in) || areModerate(in));
        double stands = inherent ? Double.NaN : Double.POSITIVE_INFINITY;
        return Tensor.fill(DType.F64, value.shape(), k -> {
            double x = value.at(k);
            return Double.isFinite(x) || (!inherent && !Double.isNaN(x)) ? x : stands;
        });
    }

    private static boolean isByZero(Node node, List<Tensor> in) {
        return node.op() == Arithmetic.DIV
                && IntStream.range(0, in.get(1).count()).anyMatch(k -> in.get(1).at(k) == 0);
    }

    private static boolean areModerate(List<Tensor> in) {
        return in.stream().allMatch(each -> ExactPoint.largest(each) < MODERATE);
    }

    /** Not a number where a mask is not, with broadcasting. */
    private static Tensor undefinedWhere(Tensor mask, Tensor value, Sizes sizes) {
        Tensor zeros = Tensor.fill(DType.F64, mask.shape(), k -> Double.isNaN(mask.at(k)) ? Double.NaN : 0);
        return Arithmetic.ADD.eval(List.of(zeros, value), sizes);
    }

    private static boolean isUndefined(Tensor value) {
        for (int k = 0; k < value.count(); k++) {
            if (Double.isNaN(value.at(k))) {
                return true;
            }
        }
        return false;
    }
}
