# The derivatives of a softmax in all its forms
dims K
input y [K] onehot
param z [K]
p = softmax(z)
L = -sum(y*log(p))
loss L

derive L
\frac{\partial L}{\partial p_i} = -\frac{y_i}{p_i}  %= right
\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)  %= right
\frac{\partial p_i}{\partial z_j} = p_i (1\{i = j\} - p_j)  %= right
\frac{\partial p_i}{\partial z_j} = p_i (I_{ij} - p_j)  %= right
\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i (1 - p_i) & i = j \\ -p_i p_j & i \neq j \end{cases}  %= right
\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i (1 - p_i) & i = j \\ p_i p_j & i \neq j \end{cases}  %= wrong
\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p p^T  %= right
\frac{\partial L}{\partial z_i} = \sum_k \frac{\partial L}{\partial p_k} \frac{\partial p_k}{\partial z_i}  %= right: sum_of_jacobian
\frac{\partial L}{\partial z_i} = -\sum_k \frac{y_k}{p_k} p_k (\delta_{ki} - p_i)  %= right
\frac{\partial L}{\partial z_i} = -y_i + p_i \sum_k y_k = p_i - y_i  %= right
\frac{\partial L}{\partial z_i} = y_i - p_i  %= wrong
\frac{\partial^2 L}{\partial z_i \partial z_j} = p_i (\delta_{ij} - p_j)  %= right
\frac{\partial^2 L}{\partial z_i^2} = p_i (1 - p_i)  %= right
\frac{\partial^2 L}{\partial z_i^2} = p_i (1 - p_j)  %= undecided
\nabla^2 L = \operatorname{diag}(p) - p p^\top  %= right
