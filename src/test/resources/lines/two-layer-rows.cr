# Two layers, one row per sample, squared error
dims   n, h, k, m
input  X [m, n], Y [m, k]
param  W1 [n, h], b1 [h], W2 [h, k], b2 [k]
Z1 = X @ W1 + b1
A1 = sigmoid(Z1)
Z2 = A1 @ W2 + b2
A2 = sigmoid(Z2)
J  = sum((A2 - Y)^2) / (2*m)
derive J
dA2 = (A2 - Y) / m
dZ2 = dA2 * A2 * (1 - A2)
dW2 = A1.T @ dZ2
db2 = sum(dZ2, axis=0)
dA1 = dZ2 @ W2.T
dZ1 = dA1 * A1 * (1 - A1)
dW1 = X.T @ dZ1
db1 = sum(dZ1, axis=0)
dX  = dZ1 @ W1.T
