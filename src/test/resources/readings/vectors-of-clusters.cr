# An index below vectors: means of clusters
dims n, d, K
input X [n, d], R [n, K] positive
param mu [K, d], pi_ [K] positive
Q = -0.5*sum(R * sum((expand_dims(X,1) - expand_dims(mu,0))^2, axis=2)) + sum(R @ log(pi_))
loss Q

derive Q
\frac{\partial Q}{\partial \mu_k} = \sum_{i=1}^n r_{ik} (x_i - \mu_k)  %= right
\frac{\partial Q}{\partial \mu_k} = \sum_{i=1}^n r_{ik} (\mu_k - x_i)  %= wrong
\frac{\partial Q}{\partial \mu_k} = \sum_{i=1}^n (x_i - \mu_k)  %= wrong
\frac{\partial Q}{\partial \pi_k} = \frac{1}{\pi_k} \sum_{i=1}^n r_{ik}  %= right
\frac{\partial Q}{\partial \mu_{kj}} = \sum_{i} r_{ik} (x_{ij} - \mu_{kj})  %= right
dmu = R.T @ X - R.sum(axis=0)[:, None] * mu  #= right
dmu = R.T @ X - R.sum(axis=1)[:, None] * mu  #= wrong
