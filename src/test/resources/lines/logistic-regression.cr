# Logistic regression, one column per sample, with a penalty
dims   n, m
input  X [n, m], Y [1, m] binary, c [] = 0.1
param  w [n, 1], b []
Z = w.T @ X + b
A = sigmoid(Z)
J = -sum(Y*log(A) + (1 - Y)*log(1 - A)) / m + c * sum(w^2)
derive J
dZ = (A - Y) / m
dw = X @ (A - Y).T / m + 2 * c * w
db = sum(A - Y) / m
