# Bishop's letters tell the layers apart; sums in words; indicators in round brackets; two claims with a word between
dims D, M, K
input x [D], t [K], y [K] onehot(axis=0)
param w1 [M, D], w2 [K, M], b2 [K]
a = w1 @ x
z = tanh(a)
o = w2 @ z + b2
p = softmax(o)
E = 1/2 * sum((o - t)^2)
L = -sum(y * log(p))
loss L

derive E
δ_k = o_k − t_k
∂E/∂w_ji = (1 − z_j²) x_i sum_k w2_kj δ_k  #= right
∂E/∂w_kj = δ_k z_j  #= right
\frac{\partial E}{\partial w_{kj}} = (t_k - o_k) z_j  %= wrong
\frac{\partial E}{\partial b_2} = o - t \; \text{and} \; \frac{\partial E}{\partial z} = w_2^\top (o - t)  %= right
derive L
∂L/∂o_k = p_k - 1(y = k)  #= right
∂L/∂o_k = p_k - 1{y = k}  #= right
∂L/∂o_k = p_k + 1(y = k)  #= wrong
∂L/∂z_j = sum_k w2_kj (p_k - 1(y = k))  #= right
\frac{\partial L}{\partial o} = \frac{1}{\sqrt M} \sqrt M (p - y)  %= right
\frac{\partial L}{\partial o} = \frac M2 \frac1M (p - y)  %= wrong
