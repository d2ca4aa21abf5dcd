dims m, n
input X [m, n], y [m] binary
param theta [n]
z = X @ theta
h = sigmoid(z)
J = -1/m * sum(y*log(h) + (1-y)*log(1-h))
derive J
$$J(\theta) = -\frac{1}{m} \sum_{i=1}^m \left[ y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)})) \right]$$
$$\frac{\partial}{\partial \theta_j} J(\theta) = \frac{1}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}$$
$$\nabla_\theta J = \frac{1}{m} X^T (h - y)$$
J = (-1/m) * (y' * log(sigmoid(X*theta)) + (1-y)' * log(1 - sigmoid(X*theta)));
grad = (1/m) * X' * (sigmoid(X*theta) - y);
