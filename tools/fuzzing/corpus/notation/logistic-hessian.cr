# The Hessian of logistic regression is X diag(a(1 - a)) X^T / m: never negative, so the cost is convex.
dims   n=2, m=5
input  X [n, m] = [[1, 2, -1, 0.5, -2], [0.5, -1, 3, 1, -0.5]]
input  Y [1, m] binary = [[1, 0, 1, 1, 0]]
param  w [n] = [0.3, -0.2]

A = sigmoid(w @ X)
J = mean(bce_with_logits(w @ X, reshape(Y, shape=[m]), reduction="none"))

H      = hessian(J, w)
closed = X * (A * (1 - A)) @ X.T / m
v      = [1, -1]
Hv     = hvp(J, w, v)                         # the same as H @ v, without forming H
direct = H @ v
lowest = min(eigvalsh(H))                     # not negative

loss J
