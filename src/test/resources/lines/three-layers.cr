# Three layers: relu, tanh, sigmoid; squared error summed over the samples
dims   n0, n1, n2, n3, m
input  A0 [n0, m], Y [n3, m] probability
param  W1 [n1, n0], b1 [n1, 1], W2 [n2, n1], b2 [n2, 1], W3 [n3, n2], b3 [n3, 1]
Z1 = W1 @ A0 + b1
A1 = relu(Z1)
Z2 = W2 @ A1 + b2
A2 = tanh(Z2)
Z3 = W3 @ A2 + b3
A3 = sigmoid(Z3)
J  = 0.5 * sum((A3 - Y)^2)
derive J
dZ3 = (A3 - Y) * A3 * (1 - A3)
dW3 = dZ3 @ A2.T
db3 = sum(dZ3, axis=1, keepdims=true)
dZ2 = (W3.T @ dZ3) * (1 - A2^2)
dW2 = dZ2 @ A1.T
db2 = sum(dZ2, axis=1, keepdims=true)
dZ1 = (W2.T @ dZ2) * (Z1 > 0)
dW1 = dZ1 @ A0.T
db1 = sum(dZ1, axis=1, keepdims=true)
