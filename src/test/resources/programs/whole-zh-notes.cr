dims m, n
input X [m, n], y [m]
param w [n], b []
z = X @ w + b
yhat = sigmoid(z)
L = -mean(y*log(yhat) + (1-y)*log(1-yhat))
derive L
解：由链式法则，先对 $z$ 求导，
$$\frac{\partial L}{\partial z} = \frac{1}{m}(\hat{y} - y)$$
因此权重的梯度为
$$\frac{\partial L}{\partial w} = \frac{1}{m} X^{T} (\hat{y} - y)，$$
同理可得 $\frac{\partial L}{\partial b} = \frac{1}{m} \sum_{i=1}^{m} (\hat{y}_i - y_i)$。
