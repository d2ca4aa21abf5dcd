dims n, h, m
input X [n, m], Y [1, m]
param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
J = sum((Z2 - Y)^2) / (2*m)
