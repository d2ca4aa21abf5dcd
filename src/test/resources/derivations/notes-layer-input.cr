dims n0, n1, n2
input x [n0], y [n2]
param W1 [n1, n0], b1 [n1], W2 [n2, n1], b2 [n2]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
J = 0.5*sum((a2-y)^2)
derive J
$$z^{[1]} = W^{[1]} x + b^{[1]}$$
$$a^{[1]} = \sigma(z^{[1]})$$
# wrong
$$z^{[2]} = W^{[2]} x + b^{[2]}$$
$$a^{[2]} = \sigma(z^{[2]})$$
