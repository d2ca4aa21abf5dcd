dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
\begin{gather}
\nabla_Z J = \frac1m (P - Y) \\ % right
\nabla_W J = X^T \nabla_Z J % right
\end{gather}
