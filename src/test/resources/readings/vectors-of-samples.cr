# A network said sample by sample
dims m, n, h
input X [m, n], Y [m]
param W [h, n], v [h]
Z = X @ W.T
A = tanh(Z)
yhat = A @ v
J = mean((yhat - Y)^2)
loss J

derive J
z_i = W x_i  #= right
a_i = \tanh(z_i)  %= right
\hat{y}_i = v^T a_i  %= right
\hat{y}_i = v^T z_i  %= wrong
\frac{\partial J}{\partial \hat{y}_i} = \frac{2}{m} (\hat{y}_i - y_i)  %= right
\frac{\partial J}{\partial v} = \frac{2}{m} \sum_{i=1}^m (\hat{y}_i - y_i) a_i  %= right: index
\frac{\partial J}{\partial a_i} = \frac{2}{m} (\hat{y}_i - y_i) v  %= right
\frac{\partial J}{\partial z_i} = \frac{2}{m} (\hat{y}_i - y_i) v \odot (1 - a_i \odot a_i)  %= right
\frac{\partial J}{\partial W} = \sum_{i=1}^m \frac{\partial J}{\partial z_i} x_i^T  %= right: index
\frac{\partial J}{\partial W} = \sum_{i=1}^m x_i \frac{\partial J}{\partial z_i}^T  %= wrong
\frac{\partial J}{\partial v} = \frac{1}{m} \sum_{i=1}^m (\hat{y}_i - y_i) a_i  %= wrong
