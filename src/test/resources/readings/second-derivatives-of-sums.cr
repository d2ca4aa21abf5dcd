# Second derivatives as sums over samples
dims N, M
input Phi [N, M], t [N] interval(0,1)
param w [M]
y = sigmoid(Phi @ w)
E = -sum(t*log(y) + (1-t)*log(1-y))
loss E

derive E
\nabla E(\mathbf{w}) = \sum_{n=1}^{N} (y_n - t_n) \boldsymbol{\phi}_n = \boldsymbol{\Phi}^T (\mathbf{y} - \mathbf{t})  %= right: index
\mathbf{H} = \nabla \nabla E(\mathbf{w}) = \sum_{n=1}^N y_n (1 - y_n) \boldsymbol{\phi}_n \boldsymbol{\phi}_n^T  %= right: index
R = diag(y*(1-y))
\nabla\nabla E(w) = \Phi^T R \Phi  %= right
\nabla\nabla E(w) = \Phi R \Phi^T  %= wrong
\frac{\partial E}{\partial w_j} = \sum_n (y_n - t_n) \phi_{nj}  %= right
\frac{\partial^2 E}{\partial w_i \partial w_j} = \sum_n y_n (1 - y_n) \phi_{ni} \phi_{nj}  %= right
\frac{\partial^2 E}{\partial w_i \partial w_j} = \sum_n y_n \phi_{ni} \phi_{nj}  %= wrong
