import static org.chainrule.Chainrule.*;

import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** Logistic regression, one column per sample, and one step of gradient descent from zero. */
class LogisticRegression {
    public static void main(String[] args) {
        Node X = input("X", 2, "m"), Y = input("Y", 1, "m");
        Node w = param("w", 2, 1), b = param("b");
        Node A = sigmoid(w.T().matmul(X).plus(b)).named("A");
        Node J = bce(A, Y).named("J");
        Node dw = grad(J, w), db = grad(J, b);

        Binding[] data = {
            X.is(Tensor.of(new double[][] {{1, 2, -1}, {0.5, -1, 3}})),
            Y.is(Tensor.of(new double[][] {{1, 0, 1}})),
            w.is(Tensor.zeros(2, 1)),
            b.is(0)
        };
        System.out.println("J  = " + eval(J, data)); // log 2
        System.out.println("dw = " + eval(dw, data)); // (1/3, -3/4)
        System.out.println("db = " + eval(db, data)); // -1/6

        // The gradient that the lecture derives, X (A - Y)^T / m, is the same function.
        Node dZ = A.minus(Y).over(size(X, 1));
        System.out.println("X (A - Y)^T / m = " + eval(X.matmul(dZ.T()), data));
        System.out.println("after one step: w = " + eval(w.minus(dw.times(0.1)), data) + ", b = "
                + eval(b.minus(db.times(0.1)), data));
    }
}
