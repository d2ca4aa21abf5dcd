dims n, m
input A [m, n], B [m, n]
param X [n, n] invertible
f = trace(A @ X @ B.T)
g = log(det(X)^2)/2
h = trace(A.T @ A @ inv(X))
derive f
\frac{\partial f}{\partial X} = A^\top B
derive g
\frac{\partial g}{\partial X} = X^{-T}
derive h
\frac{\partial h}{\partial X} = -X^{-T} A^T A X^{-T}
