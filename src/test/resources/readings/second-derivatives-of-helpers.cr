# A gradient with a name of its own is differentiated once more; d is no size D
dims N, D
input X [N, D], y [N] probability
param w [D]
mu = sigmoid(X @ w)
J = -sum(y*log(mu) + (1 - y)*log(1 - mu))
loss J

derive J
g = X^T (\mu - y)
\frac{d}{dw} g(w)^T = X^T \mathrm{diag}(\mu_i (1-\mu_i)) X  %= right
\frac{d}{dw} g(w)^T = X^T \mathrm{diag}(\mu_i) X  %= wrong
\frac{\partial g}{\partial w} = \sum_i \mu_i (1 - \mu_i) x_i x_i^T  %= right: index
\frac{d}{dw} J(w) = X^T (\mu - y)  %= right
\frac{d J}{d w} = X^T (y - \mu)  %= wrong
\frac{d^2 J}{dw dw^T} = X^T \mathrm{diag}(\mu \odot (1-\mu)) X  %= right
∂²J/∂w∂wᵀ = Xᵀ diag(mu ⊙ (1−mu)) X  #= right
∂²J/∂w∂wᵀ = XᵀX  #= wrong
\frac{\partial J}{\partial \mu} = \frac{\mu - y}{\mu (1 - \mu)} \in \mathbb{R}^N  %= right: entrywise
\frac{\partial}{\partial w_j} J(w) = \sum_i (\mu_i - y_i) x_{ij}  %= right
\frac{\partial}{\partial w} J(w) = X^T (\mu - y)  %= right
