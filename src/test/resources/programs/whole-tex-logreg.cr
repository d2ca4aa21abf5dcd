dims m, n
input X [m, n], y [m] binary
param w [n], b []
z = X @ w + b
a = sigmoid(z)
L = -mean(y*log(a) + (1-y)*log(1-a))
derive L
\begin{align*}
\frac{\partial L}{\partial a_i} &= -\frac{1}{m}\left(\frac{y_i}{a_i} - \frac{1-y_i}{1-a_i}\right) \\
\frac{\partial a_i}{\partial z_i} &= a_i (1 - a_i) \\
\frac{\partial L}{\partial z_i} &= \frac{\partial L}{\partial a_i} \cdot \frac{\partial a_i}{\partial z_i} = \frac{1}{m}(a_i - y_i) \\
\frac{\partial L}{\partial w_j} &= \sum_{i=1}^{m} \frac{\partial L}{\partial z_i} \frac{\partial z_i}{\partial w_j} = \frac{1}{m}\sum_{i=1}^m (a_i - y_i) X_{ij} \\
\frac{\partial L}{\partial b} &= \frac{1}{m}\sum_{i=1}^m (a_i - y_i)
\end{align*}
