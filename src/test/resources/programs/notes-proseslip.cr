dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
We start with the output layer. The derivative is $\frac{\partial J}{\partial Z} = P - Y$. # wrong
So we get $$\frac{\partial J}{\partial W} = \frac{1}{m} X \frac{\partial J}{\partial Z}$$ # wrong
