# An optimum that comes out as a row or a column; what follows from a gradient that is zero
dims N, D
input X [N, D], y [N], lambda [] positive
param w [D], mu [D]
J = norm(X @ w - y)^2 + lambda * norm(w)^2 + 1/2*sum((X - mu)^2)
loss J

derive J
\hat\mu = \frac1N\sum_{n=1}^N x_n  %= right: optimum
\mu_{ML} = \frac1N X^T \mathbf{1}  %= right: optimum
\nabla_w J = 2X^T(Xw - y) + 2\lambda w = 0 \Rightarrow (X^TX + \lambda I) w = X^Ty  %= right
\[ \nabla_w J = 2X^T(Xw - y) + 2\lambda w = 0 \quad\implies\quad (X^TX + \lambda I) w = X^Ty \]  %= right
\nabla_w J = 2X^T(Xw - y) = 0 \Rightarrow w = (X^TX + \lambda I)^{-1}X^Ty  %= wrong
(X^TX + \lambda I) w = X^Ty  %= right: optimum
(X^TX + 2\lambda I) w = X^Ty
\therefore w^* = (X^TX + \lambda I)^{-1}X^Ty  %= right: optimum
