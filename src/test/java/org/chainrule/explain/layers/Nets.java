package org.chainrule.explain.layers;

import java.util.function.IntFunction;

/** Networks as texts. */
final class Nets {
    private Nets() {}

    /** A network with one sample a column, a size for each layer and the squared error. */
    static String columns(int depth, IntFunction<String> activation) {
        StringBuilder text = new StringBuilder("dims m");
        for (int l = 0; l <= depth; l++) {
            text.append(", n").append(l);
        }
        text.append("\ninput X [n0, m], Y [n").append(depth).append(", m]\nparam ");
        for (int l = 1; l <= depth; l++) {
            text.append(l == 1 ? "" : ", ")
                    .append("W" + l + " [n" + l + ", n" + (l - 1) + "], b" + l + " [n" + l + ", 1]");
        }
        text.append('\n');
        for (int l = 1; l <= depth; l++) {
            text.append("Z" + l + " = W" + l + " @ " + (l == 1 ? "X" : "A" + (l - 1)) + " + b" + l + "\n");
            if (l < depth) {
                text.append("A" + l + " = " + activation.apply(l) + "(Z" + l + ")\n");
            }
        }
        return text + "J = sum((Z" + depth + " - Y)^2) / (2*m)\n";
    }

    /** Vectors of one sample, sigmoids, and the squared error: the network of the lecture. */
    static final String LECTURE =
            """
            dims   n, h, k
            input  x [n], y [k]
            param  W1 [h, n], b1 [h], W2 [h, h], b2 [h], W3 [k, h], b3 [k]
            z1 = W1 @ x + b1
            a1 = sigmoid(z1)
            z2 = W2 @ a1 + b2
            a2 = sigmoid(z2)
            z3 = W3 @ a2 + b3
            a3 = sigmoid(z3)
            J = sum((a3 - y)^2) / 2
            """;

    /** Samples as rows, two activations, softmax, and a penalty on the weights. */
    static final String ROWS =
            """
            dims   n, h, g, k, m
            input  X [m, n], Y [m, k] onehot(axis=1)
            param  W1 [h, n], b1 [1, h], W2 [g, h], b2 [1, g], W3 [k, g], b3 [1, k]
            Z1 = X @ W1.T + b1
            A1 = relu(Z1)
            Z2 = A1 @ W2.T + b2
            A2 = tanh(Z2)
            Z3 = A2 @ W3.T + b3
            P = softmax(Z3, axis=1)
            J = -sum(Y * log(P)) / m + 0.5 * (sum(W1^2) + sum(W2^2) + sum(W3^2))
            """;
}
