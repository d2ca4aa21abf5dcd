package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Products of matrices. */
final class MatrixRules {
    private MatrixRules() {}

    static void addTo(Rules rules) {
        rules.add("MatMul", 1, c -> c.out(product(c.real(0), c.real(1))));
        rules.add(
                "MatMulInteger",
                10,
                c -> c.out(product(shifted(c, 0, 2, true), shifted(c, 1, 3, false)), ElementType.INT32));
        rules.add("Gemm", 1, MatrixRules::gemm);
        rules.add("Einsum", 12, c -> {
            List<Object> arguments = new ArrayList<>();
            arguments.add(c.text("equation", "").replace(" ", ""));
            for (int i = 0; i < c.count(); i++) {
                arguments.add(c.real(i));
            }
            return c.out(fn("einsum", arguments.toArray()));
        });
        rules.add("Det", 11, c -> c.out(fn("det", c.real(0))));
    }

    static Node product(Node a, Node b) {
        return fn("matmul", a, b);
    }

    private static List<Val> gemm(Call c) {
        Node a = c.flag("transA", false) ? c.real(0).transpose(1, 0) : c.real(0);
        Node b = c.flag("transB", false) ? c.real(1).transpose(1, 0) : c.real(1);
        double alpha = c.number("alpha", 1);
        double beta = c.number("beta", 1);
        Node result = product(a, b);
        result = alpha == 1 ? result : result.times(alpha);
        if (!c.has(2) || beta == 0) {
            return c.out(result);
        }
        Node more = c.real(2);
        return c.out(result.plus(beta == 1 ? more : more.times(beta)));
    }

    /** Whole numbers as what they stand for: without their zero point, which may be one for each row. */
    static Node shifted(Call c, int input, int zero, boolean rows) {
        if (!c.has(zero)) {
            return c.real(input);
        }
        Node point = c.real(zero);
        if (rows && point.rank() == 1 && !point.shape().dim(0).isOne()) {
            point = point.reshape(Shape.of(point.shape().dim(0), Dim.ONE));
        }
        return c.real(input)
                .minus(point.rank() == 1 && point.shape().dim(0).isOne() ? point.reshape(Shape.SCALAR) : point);
    }
}
