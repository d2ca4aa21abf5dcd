dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
- dZ = (P - Y)/m # right
- dW = X.T @ dZ # right
* db = sum(dZ, axis=0, keepdims=True) # right
