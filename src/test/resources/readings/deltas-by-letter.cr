# Deltas that their letters tell apart, sums that a letter tells from a size, layers whose number is left out
dims D, M, K, N
input x [D], t [K], X [N, D]
param w1 [M, D], w2 [K, M], mu [K, D], alpha [K]
a = w1 @ x
z = tanh(a)
y = w2 @ z
Q = log_softmax(alpha)[none, :] - sum((X[:, none, :] - mu[none, :, :])^2, axis=2)
gamma = softmax(Q, axis=1)
pi_ = softmax(alpha)
E = 0.5*sum((y - t)^2) + sum(logsumexp(Q, axis=1))
loss E

derive E
\delta_k = y_k - t_k  %= right
\delta_j = (1 - z_j^2) \sum_{k=1}^{K} w_{kj} \delta_k  %= right
\frac{\partial E}{\partial w_{ji}^{(1)}} = \delta_j x_i  %= right
\frac{\partial E}{\partial w_{ji}^{(1)}} = \delta_j x_j  %= wrong
\frac{\partial E}{\partial w_{kj}^{(2)}} = \delta_k z_j  %= right
\frac{\partial E}{\partial w_{kj}^{(2)}} = \delta_k x_j  %= wrong
N_k = \sum_{n=1}^N \gamma_{nk}
\frac{\partial E}{\partial \alpha_k} = N_k - N \pi_k  %= right
\frac{\partial E}{\partial \alpha_k} = N_k - \pi_k  %= wrong
g_j = -(y_j - t_j)
e_h = (1 - z_h^2) \sum_{j=1}^K w_{jh} g_j
\frac{\partial E}{\partial w^{(1)}_{hi}} = -e_h x_i  %= right
\frac{\partial E}{\partial w^{(1)}_{hi}} = e_h x_i  %= wrong
