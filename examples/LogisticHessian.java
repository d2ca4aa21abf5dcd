import static org.chainrule.Chainrule.*;

import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** The Hessian of logistic regression is X diag(a(1 - a)) X^T / m: never negative, so the cost is convex. */
class LogisticHessian {
    public static void main(String[] args) {
        Node X = input("X", 2, "m"), y = input("y", "m");
        Node w = param("w", 2);
        Node z = w.matmul(X);
        Node J = bceWithLogits(z, y);
        Binding[] at = {
            X.is(Tensor.of(new double[][] {{1, 2, -1, 0.5, -2}, {0.5, -1, 3, 1, -0.5}})),
            y.is(Tensor.of(1, 0, 1, 1, 0)),
            w.is(Tensor.of(0.3, -0.2))
        };

        Node H = hessian(J, w);
        Node a = sigmoid(z);
        Node closed = X.times(a.times(a.neg().plus(1))).matmul(X.T()).over(size(X, 1));
        System.out.println("H           = " + eval(H, at));
        System.out.println("closed form = " + eval(closed, at));
        System.out.println("eigenvalues = " + eval(eigvalsh(H), at));

        // A Hessian times a direction needs no Hessian: it is the derivative of the gradient along the direction.
        Node v = constant(1, -1);
        System.out.println("hvp         = " + eval(hvp(J, w, v), at));
        System.out.println("H v         = " + eval(H.matmul(v), at));
    }
}
