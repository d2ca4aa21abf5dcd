# An index that is a sum of two
input x [8], y [6]
param w [3], b []
z = conv1d(x, w) + b
L = 0.5*sum((z - y)^2)
loss L

derive L
\frac{\partial L}{\partial w_k} = \sum_i \frac{\partial L}{\partial z_i} x_{i+k}  %= right
\frac{\partial L}{\partial w_k} = \sum_{i=1}^6 (z_i - y_i) x_{i+k-1}  %= right
\frac{\partial L}{\partial w_k} = \sum_i (z_i - y_i) x_{i+k+1}  %= undecided
z_i = \sum_k w_k x_{i+k} + b  %= right
