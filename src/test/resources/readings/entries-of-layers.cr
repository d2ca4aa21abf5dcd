# Entries of layers in an aligned display
dims D, H, K
input x [D], t [K]
param W1 [H, D], W2 [K, H]
z = W1 @ x
a = tanh(z)
y = W2 @ a
E = 0.5*sum((y - t)^2)
loss E

derive E
\begin{align}
\frac{\partial E}{\partial W^{(2)}_{kj}} &= (y_k - t_k) a_j \\  %= right
\frac{\partial E}{\partial a_j} &= \sum_k (y_k - t_k) W^{(2)}_{kj} \\  %= right
\frac{\partial E}{\partial z_j} &= (1 - a_j^2) \sum_k W^{(2)}_{kj} (y_k - t_k) \\  %= right
\frac{\partial E}{\partial W^{(1)}_{ji}} &= (1 - a_j^2) x_i \sum_k W^{(2)}_{kj} (y_k - t_k) \\  %= right
\frac{\partial E}{\partial W^{(1)}_{ji}} &= (1 - a_j) x_i \sum_k W^{(2)}_{kj} (y_k - t_k)  %= wrong
\end{align}
\delta_k = y_k - t_k  %= right
\delta_j = (1 - a_j^2) \sum_k w_{kj} \delta_k  %= right
\frac{\partial E_n}{\partial w_{ji}^{(1)}} = \delta_j x_i  %= right
