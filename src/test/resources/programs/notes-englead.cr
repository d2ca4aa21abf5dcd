dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
Therefore dZ = (P - Y)/m # right
so dW = X.T @ dZ # right
and db = sum(dZ, axis=0, keepdims=True). # right
Thus: dW = X.T @ (P - Y) / m, # right
Step 1: dZ = (P - Y)/m # right
Hence we get dW = X @ dZ # wrong
