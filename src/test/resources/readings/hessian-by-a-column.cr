# The Hessian by a column is a matrix
dims m, n
input X [m, n], y [m, 1]
param w [n, 1]
J = sum((X @ w - y)^2) / 2
derive J
\nabla_w^2 J = X^T X  %= right: vector
\nabla_w J = X^T (X w - y)  %= right
\nabla_w^2 J = X X^T  %= wrong
