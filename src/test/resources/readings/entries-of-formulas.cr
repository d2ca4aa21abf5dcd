# Entries of what stands between brackets, and of what another line gives.
dims n, d, o, k
input X [n, d], Y [n, o], x [n]
param W [d, o], mu [k], a [k]
p = softmax(a)
c = exp(-0.5*(expand_dims(x, 1) - expand_dims(mu, 0))^2)
J = 1/n*sum((X @ W - Y)^2) + sum(log(c @ p))
loss J

derive J
dW_{ij} = \frac{2}{n}\sum_k X_{ki} (XW - Y)_{kj}    %= right
dW_{ij} = \frac{2}{n}\sum_k X_{ki} (XW + Y)_{kj}    %= wrong
\frac{\partial J}{\partial W_{ij}} = \frac{2}{n}\sum_{l=1}^{n} X_{li} [XW - Y]_{lj}    %= right
gamma = c * p / (c @ p)[:, None]
\frac{\partial J}{\partial \mu_j} = \sum_{i=1}^n \gamma_{ij} (x_i - \mu_j)    %= right
\frac{\partial J}{\partial \mu_j} = \sum_{i=1}^n \gamma_{ij} (\mu_j - x_i)    %= wrong
da_j = \sum_i gamma_{ij} - n p_j    %= right
da_j = \sum_i gamma_{ij} - p_j    %= wrong
\frac{\partial J}{\partial W_{ij}} = \frac{2}{n}\sum_{l=1}^{n} X_{lj} (XW - Y)_{lj}    %= wrong
