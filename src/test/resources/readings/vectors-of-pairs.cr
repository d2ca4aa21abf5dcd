# Two samples side by side, and second derivatives by their weights
dims n, d
input X [n, d], y [n] integer(-1, 1)
param alpha [n]
K = X @ X.T
W = sum(alpha) - 0.5*(alpha*y) @ K @ (alpha*y)
loss W

derive W
\frac{\partial W}{\partial \alpha_i} = 1 - y_i \sum_{j=1}^n \alpha_j y_j K_{ij}  %= right
\frac{\partial W}{\partial \alpha_i} = 1 - y_i \sum_{j=1}^n \alpha_j y_j x_i^T x_j  %= right
\frac{\partial W}{\partial \alpha_i} = 1 - \sum_{j=1}^n \alpha_j y_j K_{ij}  %= wrong
\frac{\partial W}{\partial \alpha} = \mathbf{1} - y \odot (K (\alpha \odot y))  %= right
\frac{\partial^2 W}{\partial \alpha_i \partial \alpha_j} = -y_i y_j K_{ij}  %= right
\frac{\partial^2 W}{\partial \alpha_i \partial \alpha_j} = y_i y_j K_{ij}  %= wrong
dalpha = 1 - y * (K @ (alpha * y))  #= right
dalpha = 1 - 0.5 * y * (K @ (alpha * y))  #= wrong
