dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
\begin{align}
\frac{\partial J}{\partial Z} &= \frac{1}{m}\left(P - Y\right), \label{eq:1} \\ % right
\frac{\partial J}{\partial W} &= X^{\top} \frac{\partial J}{\partial Z} \tag{2} \\ % right
\frac{\partial J}{\partial b} &= \mathbf{1}^{\top} \frac{\partial J}{\partial Z}. % right
\end{align}
