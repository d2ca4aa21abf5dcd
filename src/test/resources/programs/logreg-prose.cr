dims n, m
input X [m, n], y [m] binary
param w [n], b []
z = X @ w + b
h = sigmoid(z)
J = -sum(y*log(h) + (1 - y)*log(1 - h))/m
derive J
Recall that $\sigma'(z) = \sigma(z)(1-\sigma(z))$. By the chain rule % right
\[
\frac{\partial J}{\partial h} = -\frac{1}{m}\left( \frac{y}{h} - \frac{1-y}{1-h} \right) % right
\]
and hence $\frac{\partial J}{\partial z} = \frac{1}{m}(h - y)$. % right
The gradients of the parameters are therefore
\begin{equation}
\frac{\partial J}{\partial w} = \frac{1}{m} X^\top (h - y), \qquad \frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^m (h^{(i)} - y^{(i)}). % right
\end{equation}
