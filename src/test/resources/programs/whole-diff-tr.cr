dims n
input A [n, n], B [n, n]
param X [n, n]
f = trace(X.T @ A @ X @ B)
derive f
df = \mathrm{tr}(dX^T A X B + X^T A\, dX B) = \mathrm{tr}((A X B)^T dX) + \mathrm{tr}(B X^T A\, dX)
\frac{\partial f}{\partial X} = A X B + A^T X B^T
