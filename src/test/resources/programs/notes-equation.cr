dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
\begin{equation}
\boxed{\frac{\partial J}{\partial Z} = \frac{1}{m} (P - Y)} % right
\end{equation}
\[
\boxed{\nabla_W J = \frac{1}{m} X^\intercal (P - Y)} % right
\]
$$
\nabla_{b} J = \frac{1}{m} \mathbf{1}^T (P - Y) % right
$$
