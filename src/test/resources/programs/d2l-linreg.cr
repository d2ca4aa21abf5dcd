dims n, d
input X [n, d], y [n]
param w [d], b []
yhat = X @ w + b
L = sum((yhat - y)^2)/(2*n)
derive L
根据链式法则，我们有
$$\frac{\partial L}{\partial \hat{y}} = \frac{1}{n}(\hat{y} - y)$$ % right
因此
$$\frac{\partial L}{\partial \mathbf{w}} = \mathbf{X}^\top \frac{\partial L}{\partial \hat{y}}, \quad \frac{\partial L}{\partial b} = \mathbf{1}^\top \frac{\partial L}{\partial \hat{y}}.$$ % right
