# A letter below a row counts what lets the line have a meaning; entries of gradients; an identity beside a sum
dims D, K, N, d, M
input A [N, d], B [N, d], dO [N, d], Phi [N, M], t [N] probability, alpha [] positive
param v_c [D], u_o [D], U [K, D], Q [N, d], w [M]
S = Q @ A.T
P = softmax(S, axis=1)
O = P @ B
y = sigmoid(Phi @ w)
J = -log(sigmoid(u_o@v_c)) - sum(log(sigmoid(-(U@v_c)))) + sum(dO*O) - sum(t*log(y) + (1 - t)*log(1 - y)) + alpha/2*w@w
loss J

derive J
\frac{\partial J}{\partial u_k} = -(\sigma(-u_k^\top v_c) - 1) v_c  %= right
\frac{\partial J}{\partial u_k} = \sigma(-u_k^\top v_c) v_c  %= wrong
\mathbf{dP} = \mathbf{dO} \mathbf{B}^\top  %= right
dS_{ij} = P_{ij} \left( dP_{ij} - \sum_{l} P_{il} dP_{il} \right)  %= right
dS_{ij} = P_{ij} \left( dP_{ij} - \sum_{l} P_{lj} dP_{lj} \right)  %= wrong
\mathbf{H} = \nabla_w \nabla_w J = \sum_{n=1}^{N} y_n (1 - y_n) \boldsymbol{\phi}_n \boldsymbol{\phi}_n^{\mathrm{T}} + \alpha \mathbf{I}  %= right: index
