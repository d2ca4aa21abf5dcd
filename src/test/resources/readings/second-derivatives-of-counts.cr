# Second derivatives, entry by entry and whole
dims n, p
input X [n, p], y [n] nonnegative
param beta [p]
mu = exp(X @ beta)
l = sum(y*(X @ beta) - mu)
loss l

derive l
\frac{\partial \ell}{\partial \beta} = \sum_{i=1}^n (y_i - \mu_i) x_i  %= right: index
\frac{\partial \ell}{\partial \beta_j} = \sum_{i=1}^n (y_i - \mu_i) x_{ij}  %= right
\frac{\partial \ell}{\partial \beta_j} = \sum_{i=1}^n (y_i - e^{x_i^T \beta}) x_{ij}  %= right
\frac{\partial \ell}{\partial \beta} = X^T (y - \mu)  %= right
\frac{\partial \ell}{\partial \beta} = X^T (\mu - y)  %= wrong
\frac{\partial^2 \ell}{\partial \beta_j \partial \beta_k} = -\sum_{i=1}^n \mu_i x_{ij} x_{ik}  %= right
\frac{\partial^2 \ell}{\partial \beta_j \partial \beta_k} = \sum_{i=1}^n \mu_i x_{ij} x_{ik}  %= wrong
\frac{\partial^2 \ell}{\partial \beta \partial \beta^T} = -X^T \operatorname{diag}(\mu) X  %= right
\nabla^2 \ell = -\sum_{i=1}^n \mu_i x_i x_i^T  %= right: index
