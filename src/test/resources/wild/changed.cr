# A quantity of the model that gets another value is unknown from there on
dims n, m
input X [m, n], y [m], r []
param w [n], v [n]
p = X @ w + X @ v
J = sum((p - y)^2) / 2
derive J
p = X @ w + X @ v  #= right
dp = p - y  #= right
dw = X.T @ dp  #= right
w = w - r * dw
dv = X.T @ (X @ w + X @ v - y)  #= undecided
X[0] = 0
check sum(X) == sum(X, axis=0)  #= undecided
