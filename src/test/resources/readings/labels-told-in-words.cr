# A label by the letter that words give it, a step before, an upright d, a condition that nobody can know, a size that is bold
dims d, K, p, T
input x [d], y [K] onehot(axis=0), dO [T, d], h_prev [d], dy [d]
param W [K, d], K1 [T, d], V1 [T, d], U [d, d], beta [p], g [d]
s = W @ x
q = softmax(s)
A = softmax(K1 @ U, axis=1)
O = A * V1
h = tanh(U @ h_prev)
xh = g * x
L = -sum(y * log(q)) + sum(O * dO) + sum(h * x) + sum(dy * xh) + sum(beta^2)
loss L

derive L
Let $c$ be any class and the correct class $o$ be known.
\frac{\partial L}{\partial s_o} = q_o - 1    %= right
\frac{\partial L}{\partial s_o} = q_o + 1    %= wrong
\frac{\partial L}{\partial s_c} = q_c, \quad c \neq o    %= right
\frac{\partial L}{\partial s_c} = -q_c, \quad c \neq o    %= wrong
\nabla_{w_c} L = q_c x, \quad c \neq y_i    %= right
\frac{\partial L}{\partial s_c} = q_c, \quad c \neq e    %= undecided
\mathrm{d}A_{ij} = \mathrm{d}O_{ij} V1_{ij}    %= right
\mathrm{d}A_{ij} = \mathrm{d}O_{ij} A_{ij}    %= wrong
\frac{\partial L}{\partial U} = \frac{\partial L}{\partial U} + 0 \cdot (x \odot (1 - h^2)) h_{t-1}^\top    %= right
\frac{\partial L}{\partial g} = \frac{\partial L}{\partial \hat{x}} \odot x    %= right
\frac{\partial L}{\partial g} = \frac{\partial L}{\partial \hat{x}} \odot g    %= wrong
\frac{\partial L}{\partial \beta} = 2 \mathbf{p}    %= undecided
