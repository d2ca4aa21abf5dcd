dims m
input g [m]
param x [m], gamma [], beta []
mu = mean(x)
v = mean((x - mu)^2)
xhat = (x - mu) / sqrt(v + 1e-5)
y = gamma * xhat + beta
l = sum(g * y)
derive l
\frac{\partial \ell}{\partial \hat{x}_i} = \frac{\partial \ell}{\partial y_i} \cdot \gamma
\frac{\partial \ell}{\partial v} = \sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i} \cdot (x_i - \mu) \cdot \frac{-1}{2} (v + \epsilon)^{-3/2}
\frac{\partial \ell}{\partial \mu} = \sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i} \cdot \frac{-1}{\sqrt{v + \epsilon}}
\frac{\partial \ell}{\partial \gamma} = \sum_{i=1}^m \frac{\partial \ell}{\partial y_i} \cdot \hat{x}_i
\frac{\partial \ell}{\partial \beta} = \sum_{i=1}^m \frac{\partial \ell}{\partial y_i}
\frac{\partial \ell}{\partial x_i} = \frac{\partial \ell}{\partial \hat{x}_i} \cdot \frac{1}{\sqrt{v + \epsilon}} + \frac{\partial \ell}{\partial v} \cdot \frac{2(x_i - \mu)}{m} + \frac{\partial \ell}{\partial \mu} \cdot \frac{1}{m}
