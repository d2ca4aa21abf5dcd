dims n=3, d=2
input X [n, d], y [n]
param w [d]
L = sum((X @ w - y)^2)/n
derive L
residuals = [X[i] @ w - y[i] for i in range(n)]
grad = lambda r, x: 2 * r * x / n
dw = sum([grad(residuals[i], X[i]) for i in range(n)]) # right
