# Two layers in MATLAB, samples as columns
syntax matlab
dims n, h, k, m
input X [n, m], Y [k, m]
param W1 [h, n], b1 [h, 1], W2 [k, h], b2 [k, 1]
Z1 = W1 * X + b1
A1 = 1 ./ (1 + exp(-Z1))
Z2 = W2 * A1 + b2
A2 = tanh(Z2)
J = sum(sum((A2 - Y).^2)) / (2*m)
derive J
dA2 = (A2 - Y) / m  %= right
dZ2 = dA2 .* (1 - A2.^2)  %= right
dW2 = dZ2 * A1'  %= right
db2 = sum(dZ2, 2)  %= right
dA1 = W2' * dZ2  %= right
dZ1 = dA1 .* A1 .* (1 - A1)  %= right
dW1 = dZ1 * X'  %= right
db1 = sum(dZ1, 2)  %= right
