# One sample, as in the lecture: delta by delta
dims   n, h, k
input  x [n, 1], y [k, 1] probability
param  W1 [h, n], b1 [h, 1], W2 [k, h], b2 [k, 1]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
J  = sum((a2 - y)^2) / 2
derive J
dz2 = (a2 - y) * a2 * (1 - a2)
dW2 = dz2 @ a1.T
db2 = dz2
dz1 = W2.T @ dz2 * a1 * (1 - a1)
dW1 = (W2.T @ ((a2 - y) * a2 * (1 - a2)) * a1 * (1 - a1)) @ x.T
db1 = dz1
