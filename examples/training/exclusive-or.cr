# Exclusive or with one hidden layer of three units, as the lectures train it.
dims   m
input  X [2, m] = [[0, 0, 1, 1], [0, 1, 0, 1]], Y [1, m] binary = [[0, 1, 1, 0]]
param  W1 [3, 2] = normal, b1 [3, 1] = zeros, W2 [1, 3] = normal, b2 [1, 1] = 0

A1 = tanh(W1 @ X + b1)
A2 = sigmoid(W2 @ A1 + b2)
J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
accuracy = mean((A2 > 0.5) == Y)
loss J

train
optimizer = sgd(lr=1)
epochs  = 500
