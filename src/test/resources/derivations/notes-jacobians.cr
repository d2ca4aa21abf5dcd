dims n0, n1, n2, n3
input x [n0], y [n3]
param W1 [n1, n0], b1 [n1], W2 [n2, n1], b2 [n2], W3 [n3, n2], b3 [n3]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
z3 = W3 @ a2 + b3
a3 = sigmoid(z3)
J = 0.5*sum((a3-y)^2)
derive J
$$\boldsymbol{\delta}^{1} = \frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{z}^{1}} = \left(\frac{\partial \mathbf{z}^{3}}{\partial \mathbf{z}^{2}} \cdot \frac{\partial \mathbf{z}^{2}}{\partial \mathbf{z}^{1}}\right)^{T} \frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{z}^{3}}$$
# undecided
$$\frac{\partial J}{\partial \mathbf{z}^{1}} = \left(\frac{\partial \mathbf{z}^{2}}{\partial \mathbf{z}^{1}} \cdot \frac{\partial \mathbf{z}^{3}}{\partial \mathbf{z}^{2}}\right)^{T} \frac{\partial J}{\partial \mathbf{z}^{3}}$$
