dims n
input A [n,n] symmetric
param x [n]
r = x.T @ A @ x / (x.T @ x)
derive r
$$\frac{\partial r}{\partial x} = \frac{2}{x^Tx} (Ax - r x)$$
$$\frac{\partial r}{\partial x} = \frac{2Ax}{x^Tx} - \frac{2 (x^TAx) x}{(x^Tx)^2}$$
dx = 2*(A@x - r*x)/(x@x)
$$\frac{\partial r}{\partial x} = \frac{2(A x)(x^T x) - 2(x^T A x) x}{(x^T x)^2}$$
