# A letter that the model does not have, where the derivation speaks of every parameter but one
dims n
input Q [n, n] symmetric, y [n]
param a [n], b []
L = sum(a) - 1/2 * a @ Q @ a - b * (a @ y)
derive L
\frac{\partial L}{\partial \alpha_i} = 1 - \sum_{j=1}^n Q_{ij}\alpha_j - b y_i  %= right
\frac{\partial L}{\partial \alpha_i} = 1 - \sum_{j=1}^n Q_{ij}\alpha_j + b y_i  %= wrong
\frac{\partial L}{\partial b} = -\sum_{i=1}^n \alpha_i y_i  %= right
\nabla_\alpha L = \mathbf{1} - Q\alpha - b y  %= right
\nabla_\alpha L = \mathbf{1} - 2 Q\alpha - b y  %= wrong
