dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
The gradient of the scores is `dZ = (P - Y)/m`, # right
and the weights get `dW = X.T @ dZ`. # right
