# What models call by other names than lectures: ŷ, the mean and the variance of a batch.
dims m, n, d
input X [m, n], y [m], x [m, d], G [m, d]
param w [n], b [], gamma [d], beta [d]
yh = X @ w + b
eps = 1e-5
mu = mean(x, axis=0)
var_ = mean((x - mu)^2, axis=0)
xhat = (x - mu)/sqrt(var_ + eps)
z = gamma*xhat + beta
J = 1/(2*m)*sum((yh - y)^2) + sum(G*z)
loss J

derive J
\frac{\partial J}{\partial w} = \frac{1}{m} X^T(\hat{y} - y)    %= right
\frac{\partial J}{\partial w} = \frac{1}{m} X^T(y - \hat{y})    %= wrong
\frac{\partial J}{\partial \hat{x}_i} = \frac{\partial J}{\partial z_i} \cdot \gamma    %= right
\frac{\partial J}{\partial \sigma_{\mathcal{B}}^2} = \sum_{i=1}^m \frac{\partial J}{\partial \hat{x}_i} \cdot (x_i - \mu_{\mathcal{B}}) \cdot \frac{-1}{2}(\sigma_{\mathcal{B}}^2 + \epsilon)^{-3/2}    %= right
\frac{\partial J}{\partial \sigma^2} = \sum_{i=1}^m \frac{\partial J}{\partial \hat{x}_i} \cdot (x_i - \mu) \cdot \frac{1}{2}(\sigma^2 + \epsilon)^{-3/2}    %= wrong
\frac{\partial J}{\partial \mu_B} = \left(\sum_{i=1}^m \frac{\partial J}{\partial \hat{x}_i} \cdot \frac{-1}{\sqrt{\sigma_B^2 + \epsilon}}\right)    %= right
