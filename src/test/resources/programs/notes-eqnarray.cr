dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
\begin{eqnarray}
\frac{\partial J}{\partial Z} & = & \frac{1}{m}(P - Y) \\ % right
\frac{\partial J}{\partial W} & = & X^T \frac{\partial J}{\partial Z} \\ % right
\end{eqnarray}
