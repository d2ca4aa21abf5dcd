dims m, n
input X [m, n], y [m]
param w [n]
e = X @ w - y
J = e @ e / m
derive J
Solution.
(a) First, $\nabla_e J = \frac{2}{m} e$. % right
(b) Using the chain rule, $\nabla_w J = X^T \nabla_e J = \frac{2}{m} X^T (Xw - y)$. % right
