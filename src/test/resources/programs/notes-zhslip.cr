dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
解：
由链式法则得 $\frac{\partial J}{\partial Z} = \frac{1}{m}(Y - P)$， # wrong
故有 $\frac{\partial J}{\partial W} = X^T \frac{\partial J}{\partial Z}$。 # right
