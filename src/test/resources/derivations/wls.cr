dims n, p
input X [n,p], y [n], w [n] positive
param b [p]
e = y - X@b
J = 1/2*sum(w*e^2)
derive J
$$\frac{\partial J}{\partial b} = -X^T W (y - Xb)$$
$$\frac{\partial J}{\partial b} = -\sum_{i=1}^n w_i (y_i - x_i^T b) x_i$$
$$\frac{\partial J}{\partial b} = -X^T (w \odot (y - Xb))$$
$$\frac{\partial J}{\partial b} = -X^T diag(w) (y - Xb)$$
db = -(X.T * w) @ e
db = -X.T @ (w * e)
db = -X.T @ diag(w) @ e
check hessian(J, b) == X.T @ diag(w) @ X
