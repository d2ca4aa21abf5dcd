dims m, n
input X [n, m], y [1, m]
param w [1, n], b [1, 1]
z = w @ X + b
a = tanh(z)
J = sum((a - y)^2) / (2*m)
derive J
**第一步**：对激活求导，得 $\frac{\partial J}{\partial a} = \frac{1}{m}(a - y)$；
**第二步**：由于 $\tanh'(z) = 1 - \tanh^2(z)$，所以
$$\frac{\partial J}{\partial z} = \frac{1}{m}(a - y) \odot (1 - a^2).$$
**第三步**：
$$\frac{\partial J}{\partial w} = \frac{\partial J}{\partial z} X^T, \quad \frac{\partial J}{\partial b} = \sum_{i=1}^m \frac{\partial J}{\partial z^{(i)}}$$
