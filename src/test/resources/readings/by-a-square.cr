# Derivatives by the square of a name
dims n
input x [n]
param mu [], s [] positive
J = n * log(s) + sum((x - mu)^2) / (2 * s^2)
derive J
\frac{\partial J}{\partial s^2} = \frac{n}{2s^2} - \frac{1}{2s^4}\sum_{i=1}^n (x_i - \mu)^2  %= right
\frac{\partial J}{\partial s^2} = \frac{n}{2s^2} + \frac{1}{2s^4}\sum_{i=1}^n (x_i - \mu)^2  %= wrong
\frac{\partial\, J}{\partial s^{2}} = \frac{n}{2s^2} - \frac{1}{2s^4}\sum_{i=1}^n (x_i - \mu)^2  %= right
\frac{\partial}{\partial s^2} \log s^2 = \frac{1}{s^2}  %= right
\frac{\partial \log s^2}{\partial s^2} = \frac{1}{s}  %= wrong
∂J/∂s² = n/(2s²) - sum((x - mu)^2)/(2s⁴)  #= right
