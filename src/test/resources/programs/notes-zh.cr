dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
解：首先对 Z 求导，
dZ = (P - Y)/m， # right
所以 dW = X.T @ dZ。 # right
其中 X 的形状是 [m, n]。
因此，$\frac{\partial J}{\partial b} = \mathbf{1}^T \frac{\partial J}{\partial Z}$，证毕。 # right
