# A matrix beside a column times a row, for each sample.
dims n, d
input X [n, d]
param mu [d], S [d, d] spd
L = -n/2*logdet(S) - 0.5*sum((X - mu) @ inv(S) * (X - mu))
loss L

derive L
\frac{\partial L}{\partial S} = -\frac{n}{2} S^{-1} + \frac12 \sum_{i=1}^n S^{-1}(x_i - \mu)(x_i - \mu)^T S^{-1}    %= right: index
\frac{\partial L}{\partial S} = -\frac{n}{2} S^{-1} + \frac12 \sum_{i=1}^n S^{-1}(x_i - \mu)(x_i - \mu)^T    %= wrong
\frac{\partial L}{\partial \mu} = \sum_{i=1}^n S^{-1}(x_i - \mu)    %= right: index
