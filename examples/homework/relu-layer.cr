# The derivative of relu is 1 where its input is positive; here it has a factor too many, which makes it relu itself.
dims   n, h, m
input  X [n, m], Y [1, m]
param  W1 [h, n], b1 [h, 1], W2 [1, h]

Z1 = W1 @ X + b1
A1 = relu(Z1)
Z2 = W2 @ A1
J  = sum((Z2 - Y)^2) / (2*m)

derive J
dZ2 = (Z2 - Y) / m
dW2 = dZ2 @ A1.T
dZ1 = (W2.T @ dZ2) * ((Z1 > 0) * Z1)
dW1 = dZ1 @ X.T
db1 = sum(dZ1, axis=1, keepdims=true)
