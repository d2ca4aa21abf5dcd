dims n0, n1, n2
input x [n0], y [n2]
param w1 [n1,n0], b1 [n1], w2 [n2,n1], b2 [n2]
z1 = w1@x + b1
a1 = sigmoid(z1)
z2 = w2@a1 + b2
a2 = sigmoid(z2)
C = sum((y-a2)^2)/2
derive C
$$\delta^L = \nabla_a C \odot \sigma'(z^L)$$
$$\delta^L = (a^L - y) \odot \sigma'(z^L)$$
$$\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)$$
$$\frac{\partial C}{\partial b^l} = \delta^l$$
$$\frac{\partial C}{\partial w^l} = \delta^l (a^{l-1})^T$$
$$\frac{\partial C}{\partial b^l_j} = \delta^l_j$$
$$\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j$$
