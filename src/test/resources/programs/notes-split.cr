dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
\begin{equation}\label{eq:grad}
\begin{split}
\frac{\partial J}{\partial W} % right
&= X^\top \frac{\partial J}{\partial Z} \\
&= \frac{1}{m} X^\top (P - Y) % right
\end{split}
\end{equation}
