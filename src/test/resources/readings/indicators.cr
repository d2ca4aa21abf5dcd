# Conditions in brackets of all kinds, behind the factors they switch.
dims N, D
input X [N, D], y [N] integer(-1, 1)
param w [D], b []
J = mean(maximum(0, 1 - y*(X @ w + b)))
loss J

derive J
\nabla_w J = -\frac{1}{N}\sum_{i} y_i x_i [y_i(w^T x_i + b) < 1]    %= right: index
\nabla_w J = -\frac{1}{N}\sum_{i} y_i x_i [y_i(w^T x_i + b) > 1]    %= wrong
\nabla_w J = -\frac{1}{N}\sum_{i=1}^N y_i x_i \mathbb{1}\{y_i(w^T x_i + b) < 1\}    %= right: index
\nabla_w J = -\frac{1}{N}\sum_{i} y_i x_i I(y_i (w^T x_i + b) < 1)    %= right: index
\nabla_w J = -\frac{1}{N}\sum_{i} x_i I(y_i (w^T x_i + b) < 1)    %= wrong
\frac{\partial J}{\partial b} = -\frac{1}{N}\sum_i y_i \mathbf{1}[y_i(w^\top x_i + b) \lt 1]    %= right: index
