import static org.chainrule.Chainrule.*;

import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** Two layers of threshold units with weights set by hand: 1 where both inputs, -1 or 1, have the same sign. */
class XnorPerceptrons {
    public static void main(String[] args) {
        Node x = input("x", 2);
        Node W = param("W", 2, 2);
        Node h = step(W.matmul(x).plus(constant(-1, 1)));
        Node xnor = step(constant(2, -2).matmul(h).plus(1)).named("y");

        Tensor ones = Tensor.of(new double[][] {{1, 1}, {1, 1}});
        double[][] table = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
        for (double[] row : table) {
            System.out.printf("%2.0f %2.0f -> %s%n", row[0], row[1], eval(xnor, x.is(Tensor.of(row)), W.is(ones)));
        }
        // Why perceptrons are not trained by gradients:
        try {
            grad(xnor, W);
        } catch (ChainruleException e) {
            System.out.println(e.getMessage());
        }
    }
}
