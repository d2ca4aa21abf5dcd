dims n
input y [n]
param K [n, n] spd
L = -1/2 * y.T @ inv(K) @ y - 1/2*logdet(K) - n/2*log(2*pi)
derive L
alpha = inv(K) @ y
dK = 1/2 * (outer(alpha, alpha) - inv(K))
$$\frac{\partial L}{\partial K} = \frac{1}{2} (\alpha\alpha^T - K^{-1})$$
$$\frac{\partial L}{\partial K} = \frac{1}{2} K^{-1} y y^T K^{-1} - \frac{1}{2} K^{-1}$$
$$L = -\frac{1}{2} y^T K^{-1} y - \frac{1}{2} \log|K| - \frac{n}{2}\log 2\pi$$
$$dL = \frac{1}{2} tr((\alpha\alpha^T - K^{-1}) dK)$$
