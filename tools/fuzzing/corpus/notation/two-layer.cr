# A network with one hidden layer, one column per sample: tanh, then sigmoid, trained on exclusive or.
dims   n=2, h=3, m=4
input  X [n, m] = [[0, 0, 1, 1], [0, 1, 0, 1]]
input  Y [1, m] binary = [[0, 1, 1, 0]]
param  W1 [h, n] = [[0.1, -0.2], [0.4, 0.3], [-0.5, 0.2]], b1 [h, 1] = zeros
param  W2 [1, h] = [[0.3, -0.1, 0.2]], b2 [1, 1] = 0.1

Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))

# The gradients as the lecture derives them, one line each.
derive J
dZ2 = (A2 - Y) / m
dW2 = dZ2 @ A1.T
db2 = sum(dZ2, axis=1, keepdims=true)
dZ1 = (W2.T @ dZ2) * (1 - A1^2)
dW1 = dZ1 @ X.T
db1 = sum(dZ1, axis=1, keepdims=true)
