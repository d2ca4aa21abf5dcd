# The four equations of backpropagation, each written once for any layer l, as lectures do. L is the last layer, a^0 the
# input x. One line has lost its transpose.
dims   n, h, g, k
input  x [n], y [k]
param  W1 [h, n], b1 [h], W2 [g, h], b2 [g], W3 [k, g], b3 [k]

z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
z3 = W3 @ a2 + b3
a3 = sigmoid(z3)
J  = sum((a3 - y)^2) / 2

derive J
\delta^L = (a^L - y) \odot \sigma'(z^L)
\delta^l = (W^{l+1})^T \delta^{l+1} \odot \sigma'(z^l)
\frac{\partial J}{\partial W^l} = \delta^l (a^{l-1})^T
\frac{\partial J}{\partial b^l} = \delta^l
\frac{\partial z^{l+1}}{\partial z^l} = W^{l+1} diag(\sigma'(z^l))

# the same in the notation, and once more without the transpose
dz[l] = W[l+1].T @ dz[l+1] * sigmoid'(z[l])
dz[l] = W[l+1] @ dz[l+1] * sigmoid'(z[l])
