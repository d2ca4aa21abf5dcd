dims n, h, k
input x [n], y [k]
param W1 [h, n], b1 [h], W2 [k, h], b2 [k]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
C = sum((a2 - y)^2)/2
derive C
\delta^L = (a^L - y) \odot \sigma'(z^L) % right
\delta^L_j = (a^L_j - y_j) \sigma'(z^L_j) % right
\delta^l = ((W^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l) % right
\frac{\partial C}{\partial b^l_j} = \delta^l_j % right
\frac{\partial C}{\partial W^l_{jk}} = a^{l-1}_k \delta^l_j % right
