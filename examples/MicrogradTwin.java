import static org.chainrule.Chainrule.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/**
 * The other way to differentiate: a tape of numbers, in the manner of Andrej Karpathy's micrograd. Each operation computes
 * its number at once and writes down how to pass a gradient back; playing the tape from its end gives all gradients.
 * That is all there is to it, and it is enough to train a network. What a tape cannot do is show, simplify or
 * differentiate the gradient: it has numbers where Chainrule has a graph. Here both compute the same network.
 */
class MicrogradTwin {
    /** The operations in the order in which they were carried out. */
    static final class Tape {
        private final List<Value> values = new ArrayList<>();

        Value value(double data) {
            return new Value(this, data, g -> {});
        }

        /** Walks from the end, so that a gradient is complete before it is passed on. */
        void backward(Value result) {
            values.forEach(v -> v.grad = 0);
            result.grad = 1;
            for (int i = values.size() - 1; i >= 0; i--) {
                values.get(i).back.accept(values.get(i).grad);
            }
        }
    }

    /** A number, its gradient, and how to pass that on to the operands. */
    static final class Value {
        final Tape tape;
        final double data;
        final DoubleConsumer back;
        double grad;

        Value(Tape tape, double data, DoubleConsumer back) {
            this.tape = tape;
            this.data = data;
            this.back = back;
            tape.values.add(this);
        }

        Value plus(Value other) {
            return new Value(tape, data + other.data, g -> {
                grad += g;
                other.grad += g;
            });
        }

        Value times(Value other) {
            return new Value(tape, data * other.data, g -> {
                grad += g * other.data;
                other.grad += g * data;
            });
        }

        Value tanh() {
            double t = Math.tanh(data);
            return new Value(tape, t, g -> grad += g * (1 - t * t));
        }
    }

    static final double[][] W = {{0.5, -1.2}, {0.8, 0.3}};
    static final double[] V = {1.5, -0.7};
    static final double[] POINT = {2, -1};

    /** The loss (v · tanh(W x))^2, number by number. */
    static double[][] byTape() {
        Tape tape = new Tape();
        Value[][] w = new Value[2][2];
        Value sum = tape.value(0);
        for (int i = 0; i < 2; i++) {
            Value z = tape.value(0);
            for (int j = 0; j < 2; j++) {
                w[i][j] = tape.value(W[i][j]);
                z = z.plus(w[i][j].times(tape.value(POINT[j])));
            }
            sum = sum.plus(tape.value(V[i]).times(z.tanh()));
        }
        Value loss = sum.times(sum);
        tape.backward(loss);
        return new double[][] {{loss.data}, {w[0][0].grad, w[0][1].grad, w[1][0].grad, w[1][1].grad}};
    }

    public static void main(String[] args) {
        double[][] tape = byTape();
        Node x = input("x", 2), w = param("W", 2, 2), v = param("v", 2);
        Node loss = v.matmul(tanh(w.matmul(x))).square();
        Node dw = grad(loss, w);
        Tensor slope = eval(dw, x.is(Tensor.of(POINT)), w.is(Tensor.of(W)), v.is(Tensor.of(V)));

        double difference = 0;
        System.out.println("        by the tape    by the graph");
        for (int i = 0; i < 4; i++) {
            System.out.printf("dW[%d][%d] %12.9f  %12.9f%n", i / 2, i % 2, tape[1][i], slope.at(i));
            difference = Math.max(difference, Math.abs(tape[1][i] - slope.at(i)));
        }
        System.out.println(difference < 1e-12 ? "the same gradient" : "they differ by " + difference);
        System.out.println("and the graph can say it: dW = " + text(dw));
    }
}
