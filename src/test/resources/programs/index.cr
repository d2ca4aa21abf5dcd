dims n, k
input x [n], t [k] onehot(axis=0)
param W [k, n]
z = W @ x
p = softmax(z)
L = -sum(t*log(p))
derive L
\frac{\partial L}{\partial p_i} = -\frac{t_i}{p_i} # right
\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i (1 - p_i) & i = j \\ -p_i p_j & i \neq j \end{cases} # right
\frac{\partial L}{\partial z_j} = \sum_i \frac{\partial L}{\partial p_i} \frac{\partial p_i}{\partial z_j} # right
= -\sum_{i} \frac{t_i}{p_i} p_i (\delta_{ij} - p_j) # right
= p_j - t_j # right
\frac{\partial L}{\partial W_{jk}} = (p_j - t_j) x_k # right
