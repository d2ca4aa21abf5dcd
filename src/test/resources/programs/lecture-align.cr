dims n, m
input X [m, n], y [m], lambda []
param w [n]
J = sum((X @ w - y)^2)/(2*m) + lambda/2*sum(w^2)
derive J
We differentiate the cost with respect to $w$:
\begin{align*}
\nabla_w J(w) &= \nabla_w \left[ \frac{1}{2m} \|Xw - y\|_2^2 + \frac{\lambda}{2} \|w\|_2^2 \right] \\ % right
&= \frac{1}{2m} \nabla_w \left( w^\top X^\top X w - 2 y^\top X w + y^\top y \right) + \lambda w \\
&= \frac{1}{2m} \left( 2 X^\top X w - 2 X^\top y \right) + \lambda w \\ % right
&= \frac{1}{m} X^\top (Xw - y) + \lambda w. % right
\end{align*}
