# For which entries a formula holds, and derivatives with a letter in common.
dims n, N, C
input y [n] onehot, Y [N, C] onehot(axis=1)
param o [n], A [N, C]
p = exp(o)/sum(exp(o))
mu = softmax(A, axis=1)
L = -sum(y*log(p)) - sum(Y*log(mu))
loss L

derive L
\frac{\partial p_j}{\partial o_i} = p_i(1 - p_i),\quad i = j    %= right
\frac{\partial p_j}{\partial o_i} = p_i(1 + p_i),\quad i = j    %= wrong
\frac{\partial p_j}{\partial o_i} = -p_i p_j \quad \text{if } i \neq j    %= right
\frac{\partial p_j}{\partial o_i} = p_i p_j \quad \text{if } i \neq j    %= wrong
\frac{\partial p_j}{\partial o_i} = -p_i p_j    %= wrong
∂p_j/∂o_i = −p_i p_j  (i ≠ j)    #= right
∂p_j/∂o_i = −p_i p_i  (i ≠ j)    #= wrong
\frac{\partial \mu_{nc}}{\partial A_{nj}} = \mu_{nc}(\delta_{cj} - \mu_{nj})    %= right
\frac{\partial \mu_{nc}}{\partial A_{nj}} = \mu_{nj}(\delta_{cj} - \mu_{nj})    %= wrong
D_j p_i = \frac{\partial p_i}{\partial o_j} = p_i(\delta_{ij} - p_j)    %= right
D_j p_i = \frac{\partial p_i}{\partial o_j} = p_j(\delta_{ij} - p_j)    %= wrong
\frac{\partial L}{\partial o_i} = -\sum_k y_k \frac{\partial \log p_k}{\partial o_i}    %= right
\frac{\partial L}{\partial o_i} = -\sum_k p_k \frac{\partial \log p_k}{\partial o_i}    %= wrong
