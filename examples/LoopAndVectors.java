import static org.chainrule.Chainrule.*;

import java.util.Locale;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** A layer for one sample after the other, and for all of them as the columns of a matrix: the same numbers, in less time. */
class LoopAndVectors {
    private static final int SAMPLES = 5000;

    public static void main(String[] args) {
        Node W = param("W", 4, 3), b = param("b", 4, 1), x = input("x", 3, 1), X = input("X", 3, "m");
        Binding weights = W.is(Tensor.fill(DType.F64, Shape.of(4, 3), i -> Math.sin(i)));
        Binding bias = b.is(Tensor.fill(DType.F64, Shape.of(4, 1), i -> i / 10.0));
        double[][] data = new double[3][SAMPLES];
        for (int i = 0; i < 3 * SAMPLES; i++) {
            data[i / SAMPLES][i % SAMPLES] = Math.cos(i);
        }
        Node one = sigmoid(W.matmul(x).plus(b)), all = sigmoid(W.matmul(X).plus(b));

        long start = System.nanoTime();
        Tensor vectorised = eval(all, weights, bias, X.is(Tensor.of(data)));
        long between = System.nanoTime();
        double furthest = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Tensor sample = Tensor.of(new double[][] {{data[0][i]}, {data[1][i]}, {data[2][i]}});
            Tensor a = eval(one, weights, bias, x.is(sample));
            for (int unit = 0; unit < 4; unit++) {
                furthest = Math.max(furthest, Math.abs(a.get(unit, 0) - vectorised.get(unit, i)));
            }
        }
        long end = System.nanoTime();

        System.out.println("samples                 " + SAMPLES);
        System.out.println("equal to 1e-15          " + (furthest <= 1e-15));
        System.out.println("the loop takes longer   " + (end - between > between - start));
        System.err.printf(Locale.ROOT, "%.1f times as long%n", (end - between) / (double) (between - start));
    }
}
