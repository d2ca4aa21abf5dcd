dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
\begin{align*}
\frac{\partial J}{\partial W} &= X^\top \frac{\partial J}{\partial Z} \\ % right
&= X^\top \cdot (P - Y) \\ % wrong
&= X^\top P - X^\top Y % wrong
\end{align*}
