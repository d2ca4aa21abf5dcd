# The hypothesis as a function of its parameters and data
dims m, n
input X [m, n], y [m] binary
param theta [n]
h = sigmoid(X @ theta)
J = -mean(y * log(h) + (1 - y) * log(1 - h))
derive J
\nabla_\theta J = \frac{1}{m} X^T (h_\theta(X) - y)  %= right
\nabla_\theta J = X^T (h_\theta(X) - y)  %= wrong
\nabla_\theta^2 J(\theta) = \frac{1}{m} X^T \operatorname{diag}(h \odot (1 - h)) X  %= right
