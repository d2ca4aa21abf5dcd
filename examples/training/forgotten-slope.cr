# A network for the two moons whose derivation forgets the slope of the tanh. `chainrule check` finds the line; this shows what it costs:
# chainrule train --gradient forgotten-slope.cr
dims m
input D [m, 3] = samples("moons", 100, noise=0.1)
param W1 [8, 2] = xavier, b1 [8, 1] = zeros, W2 [1, 8] = xavier, b2 [1, 1] = zeros
X = D[:, :2].T
Y = D[:, 2:].T
A1 = tanh(W1 @ X + b1)
A2 = sigmoid(W2 @ A1 + b2)
J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
derive J
dZ2 = (A2 - Y) / m
dW2 = dZ2 @ A1.T
db2 = sum(dZ2, axis=1, keepdims=true)
dZ1 = W2.T @ dZ2
dW1 = dZ1 @ X.T
db1 = sum(dZ1, axis=1, keepdims=true)
train
optimizer = sgd(lr=1)
epochs = 200
