dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
We start with the output layer. The derivative of the softmax cross-entropy is $\frac{\partial J}{\partial Z} = \frac{1}{m}(P - Y)$.  # right
Hence, by the chain rule, $\frac{\partial J}{\partial W} = X^T \frac{\partial J}{\partial Z}$, as claimed. # right
