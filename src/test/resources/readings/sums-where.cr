# Sums over what fulfils a condition
dims N, D
input X [N, D], y [N] integer(-1, 1), c [N]
param w [D], b []
J = mean(maximum(0, 1 - y*(X @ w + b)))
r = X @ w + b
L = sum(relu(r)*c)
loss J

derive J
\nabla_w J = \frac{1}{N}\sum_{i: y_i(w^T x_i + b) < 1} (-y_i x_i)  %= right: index
\nabla_w J = -\frac{1}{N}\sum_{i: y_i(w^T x_i + b) > 1} y_i x_i  %= wrong
\nabla_w J = -\frac{1}{N}\sum_{i: y_i(w^T x_i + b) < 1} x_i  %= wrong
derive L
\frac{\partial L}{\partial b} = \sum_{i: r_i > 0} c_i  %= right
\frac{\partial L}{\partial b} = \sum_{i: r_i < 0} c_i  %= wrong
\frac{\partial L}{\partial w_j} = \sum_{i: r_i > 0} c_i x_{ij}  %= right
