dims d, k
param v [d], u [d], N [k, d]
J = -log(sigmoid(u.T @ v)) - sum(log(sigmoid(-N @ v)))
derive J
$$\frac{\partial J}{\partial v} = (\sigma(u^T v) - 1) u + \sum_{j=1}^{k} \sigma(n_j^T v) n_j$$
$$\frac{\partial J}{\partial u} = (\sigma(u^Tv) - 1) v$$
$$\frac{\partial J}{\partial v} = -(1-\sigma(u^Tv)) u + N^T \sigma(N v)$$
dN = outer(sigmoid(N @ v), v)
$$\frac{\partial J}{\partial N} = \sigma(Nv) v^T$$
