dims n0, n1, n2
input x [n0], y [n2]
param W1 [n1, n0], b1 [n1], WL [n2, n1], bL [n2]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
zL = WL @ a1 + bL
aL = sigmoid(zL)
J = 0.5*sum((aL-y)^2)
derive J
# not judged
$$Z' = W^L a^{L4} + b^L$$
$$z^{L} = W^L a^{L-1} + b^L$$
