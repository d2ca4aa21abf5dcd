# The second layer is fed with the input instead of the output of the first one. The gradients fit the network that was meant.
dims   n, m
input  X [n, m], Y [1, m] probability
param  W1 [n, n], b1 [n, 1], W2 [1, n], b2 [1, 1]

Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))

check Z2 == W2 @ X + b2
derive J
dZ2 = (A2 - Y) / m
dW2 = dZ2 @ X.T
dZ1 = (W2.T @ dZ2) * (1 - X^2)
