# A vector of biases, samples in rows
dims n, k, m
param W [n, k], b [k]
input X [m, n], Y [m, k]
Z = X @ W + b
J = sum((Z - Y)^2)/(2*m)
derive J
\frac{\partial J}{\partial b} = \frac{1}{m}\sum_{i=1}^m (z^{(i)} - y^{(i)})  #= right
\frac{\partial J}{\partial b} = \frac{1}{m}\sum_{i=1}^m (Z - Y)  #= right
