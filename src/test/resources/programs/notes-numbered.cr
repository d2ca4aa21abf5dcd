dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
1. dZ = (P - Y)/m # right
2. dW = X.T @ dZ # right
(3) db = sum(dZ, axis=0, keepdims=True) # right
