# A formula for one feature, as books print normalisation, said of all features
dims N, D
input dout [N, D], eps []
param x [N, D], gamma [D], beta [D]
mu = mean(x, axis=0)
var = mean((x - mu)^2, axis=0)
xhat = (x - mu) / sqrt(var + eps)
y = gamma * xhat + beta
L = sum(dout * y)
derive L
∂L/∂γ = Σ_i ∂L/∂y_i · x̂_i  #= right
∂L/∂γ = Σ_i ∂L/∂y_i · x_i  #= wrong
\frac{\partial L}{\partial \sigma^2} = \sum_{i=1}^N \frac{\partial L}{\partial \hat x_i} \cdot (x_i - \mu) \cdot \frac{-1}{2} (\sigma^2 + \epsilon)^{-3/2}  %= right
\frac{\partial L}{\partial \sigma^2} = \sum_{i=1}^N \frac{\partial L}{\partial \hat x_i} \cdot (x_i - \mu) \cdot \frac{-1}{2} (\sigma^2 + \epsilon)^{-1/2}  %= wrong
