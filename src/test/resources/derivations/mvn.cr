dims n, d
input X [n, d]
param mu [d], S [d, d] spd
D = X - mu
L = -n/2*logdet(S) - 1/2*trace(inv(S) @ D.T @ D)
derive L
$$\frac{\partial L}{\partial \mu} = \sum_{i=1}^n S^{-1} (x_i - \mu)$$
$$\frac{\partial L}{\partial \mu} = S^{-1} \sum_{i=1}^n (x_i - \mu)$$
$$\frac{\partial L}{\partial S} = -\frac{n}{2} S^{-1} + \frac{1}{2} S^{-1} \left(\sum_{i=1}^n (x_i - \mu)(x_i-\mu)^T\right) S^{-1}$$
$$L = -\frac{n}{2}\log|S| - \frac12 \sum_{i=1}^n (x_i-\mu)^T S^{-1} (x_i-\mu)$$
dmu = inv(S) @ sum(X - mu, axis=0)
# wrong
dmu = (X - mu) @ inv(S)
