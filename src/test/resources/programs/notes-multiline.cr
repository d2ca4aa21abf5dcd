dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
$$
\begin{aligned}
\frac{\partial J}{\partial W}
  &= \left(\frac{\partial Z}{\partial W}\right)^T
     \frac{\partial J}{\partial Z} \\
  &= X^T \frac{\partial J}{\partial Z} \\ % right
  &= \frac{1}{m} X^T
     \left( P - Y \right) 
\end{aligned}
$$
