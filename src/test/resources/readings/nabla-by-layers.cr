# Nabla with a layer below it, and layers above entries of deltas
dims n, h, c=3
input x [n], y [c]
param W1 [h, n], b1 [h], W2 [c, h], b2 [c]
z1 = W1 @ x + b1
a1 = tanh(z1)
z2 = W2 @ a1 + b2
J = sum((z2 - y)^2) / 2
derive J
\nabla_{W^{(2)}} J = (z_2 - y) a_1^\top  %= right
\nabla_{W^{(2)}} J = a_1 (z_2 - y)^\top  %= wrong
\nabla_{b^{(2)}} J = z_2 - y  %= right
\frac{\partial J}{\partial w^2_{jk}} = a^1_k \delta^2_j  %= right
\frac{\partial J}{\partial w^1_{jk}} = x_k \delta^1_j  %= right
\frac{\partial J}{\partial w^2_{jk}} = a^1_j \delta^2_k  %= wrong
