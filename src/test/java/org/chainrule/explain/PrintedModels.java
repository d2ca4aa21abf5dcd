package org.chainrule.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Models of all kinds whose gradients are printed, read back and compared with the gradient. */
public final class PrintedModels {
    private PrintedModels() {}

    /** One of them. */
    static String get(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    public static Map<String, String> all() {
        Map<String, String> models = new LinkedHashMap<>();
        models.put(
                "two layers, columns",
                """
                dims n, h, m
                input X [n, m], Y [1, m] binary
                param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
                Z1 = W1 @ X + b1
                A1 = tanh(Z1)
                Z2 = W2 @ A1 + b2
                A2 = sigmoid(Z2)
                J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
                """);
        models.put(
                "two layers, rows",
                """
                dims n, h, m
                input X [m, n], Y [m, 1] binary
                param W1 [n, h], b1 [h], W2 [h, 1], b2 [1]
                Z1 = X @ W1 + b1
                A1 = relu(Z1)
                Z2 = A1 @ W2 + b2
                A2 = sigmoid(Z2)
                J = bce(A2, Y)
                """);
        models.put(
                "softmax net",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m] onehot(axis=0)
                param W1 [h, n], b1 [h, 1], W2 [k, h], b2 [k, 1]
                A1 = sigmoid(W1 @ X + b1)
                Z2 = W2 @ A1 + b2
                P = softmax(Z2, axis=0)
                J = -sum(Y * log(P)) / m
                """);
        models.put(
                "softmax net with logits",
                """
                dims n, k, m
                input X [m, n], Y [m, k] onehot(axis=1)
                param W [n, k], b [k]
                Z = X @ W + b
                J = softmax_cross_entropy(Z, Y)
                """);
        models.put(
                "class indices",
                """
                dims n, m
                input X [m, n], y [m] integer(0, 3)
                param W [n, 4], b [4]
                J = softmax_cross_entropy(X @ W + b, y)
                """);
        models.put(
                "three layers",
                """
                dims n, m
                input X [n, m], Y [2, m]
                param W1 [5, n], b1 [5, 1], W2 [4, 5], b2 [4, 1], W3 [2, 4], b3 [2, 1]
                Z1 = W1 @ X + b1
                A1 = leaky_relu(Z1)
                Z2 = W2 @ A1 + b2
                A2 = softplus(Z2)
                Z3 = W3 @ A2 + b3
                J = sum((Z3 - Y)^2) / (2*m)
                """);
        models.put(
                "convolution",
                """
                dims N
                input X [N, 1, 6, 6], Y [N, 2]
                param K [2, 1, 3, 3], c [2, 1, 1], W [8, 2], b [2]
                C = conv2d(X, K, padding="valid") + c
                R = relu(C)
                P = max_pool2d(R, kernel=2)
                F = reshape(P, shape=[N, 8])
                O = F @ W + b
                J = mse(O, Y)
                """);
        models.put(
                "attention",
                """
                dims n, d
                input X [n, d], T [n, d]
                param Wq [d, d], Wk [d, d], Wv [d, d]
                Q = X @ Wq
                K = X @ Wk
                V = X @ Wv
                S = Q @ K.T / sqrt(d)
                P = softmax(S, axis=1)
                O = P @ V
                J = sum((O - T)^2) / 2
                """);
        models.put(
                "tied weights",
                """
                dims n, h, m
                input X [n, m]
                param W [h, n], b [h, 1], c [n, 1]
                Z = W @ X + b
                H = tanh(Z)
                R = W.T @ H + c
                J = sum((R - X)^2) / m
                """);
        models.put("scalars", "param a = 5, b = 3, c = 2\nu = b*c\nv = a + u\nJ = 3*v\n");
        models.put(
                "a unit",
                """
                input x [], y []
                param w [], b []
                z = w*x + b
                a = sigmoid(z)
                J = -(y*log(a) + (1 - y)*log(1 - a))
                """);
        models.put(
                "logistic regression without names",
                """
                dims n, m
                input X [m, n], y [m] binary
                param w [n], b []
                J = bce_with_logits(X @ w + b, y)
                """);
        models.put(
                "ridge regression",
                "dims n, m\ninput A [m, n], b [m], r [] positive\nparam x [n]\nJ = sum((A @ x - b)^2) + r*sum(x^2)\n");
        models.put("quadratic form", "dims n\ninput A [n, n]\nparam x [n]\nJ = x @ A @ x\n");
        models.put("trace", "dims n, k\ninput A [n, k]\nparam X [k, n]\nJ = trace(A @ X)\n");
        models.put("log-determinant", "dims n\nparam S [n, n] spd\ninput x [n]\nJ = x @ inv(S) @ x + logdet(S)\n");
        models.put("determinant", "param A [3, 3] invertible\nJ = det(A)\n");
        models.put(
                "layer norm",
                """
                dims m, n
                input X [m, n], Y [m, n]
                param g [n], b [n]
                N = layer_norm(X, g, b, axes=[1])
                J = mse(N, Y)
                """);
        models.put(
                "Gaussian likelihood",
                "dims m\ninput x [m]\nparam u [], s [] positive\nJ = sum((x - u)^2) / (2*s^2) + m*log(s)\n");
        models.put("root mean square", "dims m\ninput y [m]\nparam p [m]\nJ = sqrt(mean((p - y)^2))\n");
        models.put(
                "recurrence",
                """
                dims h, n
                input x1 [n], x2 [n], x3 [n], y [h]
                param W [h, h], U [h, n], b [h]
                h1 = tanh(U @ x1 + b)
                h2 = tanh(W @ h1 + U @ x2 + b)
                h3 = tanh(W @ h2 + U @ x3 + b)
                J = sum((h3 - y)^2) / 2
                """);
        models.put(
                "residual layers",
                """
                dims n, m
                input X [n, m], Y [n, m]
                param W1 [n, n], W2 [n, n]
                H1 = X + tanh(W1 @ X)
                H2 = H1 + tanh(W2 @ H1)
                J = mse(H2, Y)
                """);
        models.put(
                "embedding",
                """
                dims m
                input i [m] integer(0, 5), y [m]
                param E [6, 4], w [4]
                V = embedding(E, i)
                p = V @ w
                J = mse(p, y)
                """);
        models.put(
                "batch norm",
                """
                dims m
                input X [m, 3], Y [m, 3]
                param g [3], b [3]
                mu = mean(X, axis=0)
                v = var(X, axis=0)
                N = (X - mu) / sqrt(v + 0.00001)
                O = g*N + b
                J = mse(O, Y)
                """);
        models.put(
                "gradient penalty",
                """
                input x [3]
                param w [3]
                f = sum(tanh(w * x))
                s = grad(f, x)
                J = sum((s - 1)^2)
                """);
        models.put(
                "mixture of two",
                """
                dims m
                input x [m]
                param a [], u [], v []
                p = sigmoid(a)
                L = p*exp(-(x - u)^2) + (1 - p)*exp(-(x - v)^2)
                J = -mean(log(L))
                """);
        models.put("names that look like gradients", "input dx []\nparam x []\nJ = dx*x^2 + sin(x)\n");
        models.put("a loss without a name of its own", "input x [2]\nparam w [2]\nJ = w @ x\n");
        models.put("nothing to learn from", "param a [], b []\nJ = a^2 + step(b)\n");
        models.put(
                "cosine similarity", "dims n\ninput y [n]\nparam x [n]\nJ = 1 - x @ y / (sqrt(x @ x)*sqrt(y @ y))\n");
        models.put("huber", "dims m, n\ninput X [m, n], y [m]\nparam w [n], b []\np = X @ w + b\nJ = huber(p, y)\n");
        models.put(
                "slices and stacks",
                "input x [4]\nparam w [4]\np = w * x\nq = p[1:3]\nJ = sum(q^2) + sum(concat([p, q], axis=0))\n");
        models.put("einsum", "dims n\ninput A [n, n], B [n, n]\nparam X [n, n]\nJ = einsum(\"ij,jk,ki->\", A, X, B)\n");
        models.put("a long chain", "param x []\na = sin(x)\nb = a*x\nc = exp(b)\nd = c + a\nJ = d*c\n");
        return models;
    }
}
