dims n, d
input X [n, d], y [n], lambda []
param w [d]
J = norm(X @ w - y)^2 + lambda * norm(w)^2
derive J
\begin{aligned}
\nabla_w J &= \nabla_w \left( (Xw-y)^\top (Xw-y) + \lambda w^\top w \right) \\
&= \nabla_w \left( w^\top X^\top X w - 2 y^\top X w + y^\top y + \lambda w^\top w \right) \\
&= 2 X^\top X w - 2 X^\top y + 2\lambda w \\
&= 2 X^\top (X w - y) + 2 \lambda w
\end{aligned}
