# Softmax regression, one row per sample
dims   n, k, m
input  X [m, n], Y [m, k] onehot(axis=1)
param  W [n, k], b [k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y * log(P)) / m
derive J
dP = -Y / P / m
dZ = (P - Y) / m
dW = X.T @ (P - Y) / m
db = sum(P - Y, axis=0) / m
dX = (P - Y) @ W.T / m
