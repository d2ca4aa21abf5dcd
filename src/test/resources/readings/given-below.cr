# Names that a line further down gives, by any sign, by an entry, with a prime
dims n, d, k
input X [n, d], y [n] binary, Q [n, d], K [n, d], G [n, k]
param w [d], V [n, k]
mu = sigmoid(X @ w)
S = Q @ K.T / sqrt(d)
P = softmax(S, axis=1)
O = P @ V
f = -sum(y*log(mu) + (1-y)*log(1-mu)) + sum(G * O)
derive f
\nabla_w^2 f = X^T R X  %= right
\nabla_w^2 f = X^T R R X  %= wrong
where $R_{nn} = \mu_n (1 - \mu_n)$ are the entries of a diagonal matrix.
dS_{ij} = P_{ij}(dP_{ij} - D_i), \quad D_i = \sum_j P_{ij} dP_{ij}  %= right
dS_{ij} = P_{ij}(dP_{ij} + D_i)  #= wrong
\mathbf{T} \triangleq \mathrm{diag}(\mu_i (1 - \mu_i))
H = \nabla_w^2 f = X^T T X  %= right
G' = G V^\top
\nabla_P f = G'  %= right
\nabla_S f = P \odot G'  %= wrong
