dims K
input y [K] onehot
param z [K]
p = softmax(z)
L = -sum(y * log(p))
derive L
\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)
\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i(1-p_i) & i=j \\ -p_i p_j & i \neq j \end{cases}
\frac{\partial L}{\partial p_i} = -\frac{y_i}{p_i}
\frac{\partial L}{\partial z_j} = \sum_i \frac{\partial L}{\partial p_i}\frac{\partial p_i}{\partial z_j} = -\sum_i y_i (\delta_{ij} - p_j) = p_j - y_j
\frac{\partial L}{\partial z_j} = -y_j(1-p_j) + \sum_{i \neq j} y_i p_j
