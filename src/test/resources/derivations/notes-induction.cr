dims n0, n1, n2
input x [n0], y [n2]
param W1 [n1, n0], b1 [n1], W2 [n2, n1], b2 [n2]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
J = 0.5*sum((a2-y)^2)
derive J
$$\frac{\partial \mathbf{z}^{2}}{\partial \mathbf{z}^{1}} = \mathbf{W}^{2} diag(\sigma'(\mathbf{z}^{1}))$$
$$\boldsymbol{\delta}^{1} = \left(\frac{\partial \mathbf{z}^{2}}{\partial \mathbf{z}^{1}}\right)^{T} \boldsymbol{\delta}^{2}$$
# undecided
$$\boldsymbol{\delta}^{1} = (\mathbf{W}^{2})^{T} \boldsymbol{\delta}^{2} \odot \boldsymbol{\sigma}^{1} (\mathbf{z}^{1})$$
# wrong
$$Z^{2} = W^{2} (Z^1) + b^{2}$$
# undecided
$$\frac{\partial Z^{2}}{\partial Z^1} = \frac{\partial Z^{2}}{\partial \{\sigma(Z^1)\}} \cdot \frac{\partial \{\sigma(Z^1)\}}{\partial Z^1}$$
