# cs229 linear regression
dims m, n
input X [m, n], y [m]
param theta [n]
h = X @ theta
J = 1/(2*m) * sum((h - y)^2)
derive J
$$J(\theta) = \frac{1}{2m} \sum_{i=1}^{m} (h_\theta(x^{(i)}) - y^{(i)})^2$$
$$\frac{\partial J}{\partial \theta_j} = \frac{1}{m} \sum_{i=1}^{m} (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}$$
$$\frac{\partial J}{\partial \theta} = \frac{1}{m} X^T (X\theta - y)$$
grad = (1/m) * X.T.dot(X.dot(theta) - y)
grad = X' * (X*theta - y) / m
