# The logarithm of a likelihood by its script letter and by what is given, and σ² of a model without σ
dims N, D
input X [N, D]
param mu [D], s2 [] positive
lnL = -N*D/2*log(2*3.141592653589793*s2) - sum((X - mu)^2)/(2*s2)
derive lnL
\ln \mathcal{L} = -\frac{ND}{2}\ln(2 \cdot 3.141592653589793 \sigma^2) - \frac{1}{2\sigma^2}\sum_{n=1}^N \|x_n - \mu\|^2  %= right
\frac{\partial \ln\mathcal{L}}{\partial\mu} = \frac{1}{\sigma^2}\sum_{n=1}^N (x_n - \mu)  %= right
\frac{\partial}{\partial\mu} \ln p(X \mid \mu, \sigma^2) = \frac{1}{\sigma^2}\sum_{n=1}^N (\mu - x_n)  %= wrong
\frac{\partial \ln\mathcal{L}}{\partial\sigma^2} = -\frac{ND}{2\sigma^2} + \frac{1}{2\sigma^4}\sum_{n=1}^N \|x_n - \mu\|^2  %= right
\frac{\partial \ln\mathcal{L}}{\partial\sigma^2} = -\frac{ND}{2\sigma^2} + \frac{1}{2\sigma^2}\sum_{n=1}^N \|x_n - \mu\|^2  %= wrong
