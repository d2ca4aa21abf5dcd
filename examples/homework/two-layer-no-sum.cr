# The gradients of the biases are not summed over the samples.
dims   n, h, m
input  X [n, m], Y [1, m] probability
param  W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]

Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))

derive J
dZ2 = (A2 - Y) / m
dW2 = dZ2 @ A1.T
db2 = dZ2
dZ1 = (W2.T @ dZ2) * (1 - A1^2)
dW1 = dZ1 @ X.T
db1 = dZ1
