import static org.chainrule.Chainrule.*;

import java.nio.file.Path;
import java.util.List;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** A network with one hidden layer, trained on exclusive or. With an argument, draws its backpropagation to that file. */
class TwoLayer {
    public static void main(String[] args) {
        Node X = input("X", 2, "m"), Y = input("Y", 1, "m");
        Node W1 = param("W1", 3, 2), b1 = param("b1", 3, 1);
        Node W2 = param("W2", 1, 3), b2 = param("b2", 1, 1);

        Node A1 = tanh(W1.matmul(X).plus(b1)).named("A1");
        Node A2 = sigmoid(W2.matmul(A1).plus(b2)).named("A2");
        Node J = bce(A2, Y).named("J");

        Binding[] at = {
            X.is(Tensor.of(new double[][] {{0, 0, 1, 1}, {0, 1, 0, 1}})),
            Y.is(Tensor.of(new double[][] {{0, 1, 1, 0}})),
            W1.is(Tensor.of(new double[][] {{0.1, -0.2}, {0.4, 0.3}, {-0.5, 0.2}})),
            b1.is(Tensor.zeros(3, 1)),
            W2.is(Tensor.of(new double[][] {{0.3, -0.1, 0.2}})),
            b2.is(Tensor.of(new double[][] {{0.1}}))
        };

        List<Node> parameters = List.of(W1, b1, W2, b2);
        List<Node> gradients = grads(J, W1, b1, W2, b2); // one sweep for all four
        System.out.println("J = " + eval(J, at));
        Values values = run(gradients, at);
        for (int i = 0; i < parameters.size(); i++) {
            System.out.println("d" + parameters.get(i).label().orElse("") + " = " + values.get(gradients.get(i)));
        }
        if (args.length > 0) {
            view(J).at(at).write(Path.of(args[0]));
        }
    }
}
