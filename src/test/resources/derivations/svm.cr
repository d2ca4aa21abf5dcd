dims N, D
input X [N, D], y [N]
param w [D], b [], C []
margin = y * (X @ w + b)
J = 0.5 * w.T @ w + C * sum(relu(1 - margin))
derive J
dw = w - C * X.T @ (y * (margin < 1))
# not judged
db = -C * np.sum(y[margin < 1])
db = -C * np.sum(y * (margin < 1))
$$\frac{\partial J}{\partial w} = w - C \sum_{i=1}^N \mathbb{1}[y_i(w^Tx_i + b) < 1] y_i x_i$$
