# Entries and vectors of a network of two layers
dims N, D, M, K
input X [N, D], T [N, K]
param W1 [M, D], W2 [K, M]
A = X @ W1.T
Z = tanh(A)
Y = Z @ W2.T
E = 0.5*sum((Y - T)^2)
loss E

derive E
\frac{\partial E}{\partial y_{nk}} = y_{nk} - t_{nk}  %= right
\frac{\partial E}{\partial W^{(2)}_{kj}} = \sum_n (y_{nk} - t_{nk}) z_{nj}  %= right
\frac{\partial E}{\partial a_{nj}} = (1 - z_{nj}^2) \sum_k W^{(2)}_{kj} (y_{nk} - t_{nk})  %= right
\frac{\partial E}{\partial a_{nj}} = \sum_k W^{(2)}_{kj} (y_{nk} - t_{nk})  %= wrong
\frac{\partial E}{\partial W^{(1)}_{ji}} = \sum_{n=1}^N x_{ni} (1 - z_{nj}^2) \sum_{k=1}^K W^{(2)}_{kj} (y_{nk} - t_{nk})  %= right
\frac{\partial E}{\partial W_2} = \sum_n (y_n - t_n) z_n^T  %= right: index
\frac{\partial E}{\partial W_2} = \sum_n z_n (y_n - t_n)^T  %= wrong
\frac{\partial E}{\partial z_n} = W_2^T (y_n - t_n)  %= right
\nabla_{W_2} E = (Y - T)^T Z  %= right
