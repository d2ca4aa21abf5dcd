dims n, p
input X [n,p], y [n] nonnegative
param b [p]
eta = X @ b
mu = exp(eta)
l = sum(y * eta - mu)
derive l
$$\frac{\partial l}{\partial b} = X^T (y - \mu)$$
$$\frac{\partial l}{\partial b} = \sum_{i=1}^n (y_i - \mu_i) x_i$$
$$\frac{\partial l}{\partial b} = \sum_{i=1}^n (y_i - e^{x_i^T b}) x_i$$
check hessian(l, b) == -X.T @ diag(mu) @ X
