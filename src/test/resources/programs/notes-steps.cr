dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
dW = X.T @ dZ
   = X.T @ (P - Y) / m # right
   = (X.T @ P - X.T @ Y) / m # right
