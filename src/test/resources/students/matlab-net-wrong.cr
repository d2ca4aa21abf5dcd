# The same with a mistake a line that does not touch the others
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
dZ2 = (A2 - Y) .* (1 - A2.^2) / m  %= right
dW2 = dZ2 * A1  %= missing_transpose
db2 = sum(dZ2, 1)  %= wrong_axis
dZ1 = (W2' * dZ2) .* A1  %= wrong_activation_derivative
dW1 = dZ1' * X  %= missing_transpose
db1 = sum(dZ1)  %= wrong_axis
