dims m, n, k
input X [m,n], Y [m,k] onehot(axis=1)
param W [n,k], b [k]
Z = X@W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
$$\frac{\partial J}{\partial Z} = \frac{1}{m}(P - Y)$$
$$\frac{\partial J}{\partial W} = \frac{1}{m} X^T(P - Y)$$
$$\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^m (p_i - y_i)$$
$$\frac{\partial J}{\partial W} = \frac{1}{m} \sum_{i=1}^{m} x_i (p_i - y_i)^T$$
$$J = -\frac{1}{m} \sum_{i=1}^m \sum_{j=1}^k y_{ij} \log p_{ij}$$
dscores = (P - Y) / m
dW = X.T.dot(dscores)
db = dscores.sum(axis=0)
