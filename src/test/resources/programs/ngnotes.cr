dims m, n
input X [m, n], y [m, 1]
param theta [n, 1]
J = sum((X @ theta - y)^2)/2
derive J
\begin{eqnarray*}
\nabla_\theta J(\theta) &=& \nabla_\theta \frac{1}{2} (X\theta - \vec{y})^T (X\theta - \vec{y}) \\ % right
&=& \frac{1}{2} \nabla_\theta \left(\theta^T X^T X \theta - \theta^T X^T \vec{y} - \vec{y}^T X \theta + \vec{y}^T \vec{y}\right) \\ % right
&=& \frac{1}{2} \left( X^T X \theta + X^T X \theta - 2 X^T \vec{y} \right) \\ % right
&=& X^T X \theta - X^T \vec{y} % right
\end{eqnarray*}
