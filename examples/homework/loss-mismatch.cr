# Sigmoid outputs with only half of the cross-entropy: the gradient A - Y belongs to the whole of it.
dims   k, m
input  Y [k, m] binary
param  Z [k, m]

A = sigmoid(Z)
J = -sum(Y*log(A)) / m

derive J
dZ = (A - Y) / m
