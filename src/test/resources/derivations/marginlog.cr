dims n, d
input X [n,d], y [n]
param w [d]
m = y*(X@w)
L = sum(log(1 + exp(-m)))
derive L
$$\frac{\partial L}{\partial w} = -\sum_{i=1}^n \frac{y_i x_i}{1 + e^{y_i w^T x_i}}$$
$$\frac{\partial L}{\partial w} = -\sum_{i=1}^n \sigma(-y_i w^T x_i) y_i x_i$$
$$\frac{\partial L}{\partial w} = \sum_{i=1}^n (\sigma(y_i w^Tx_i) - 1) y_i x_i$$
dw = -X.T @ (y / (1 + np.exp(m)))
dw = X.T @ ((sigmoid(m) - 1)*y)
dm = -1/(1+exp(m))
