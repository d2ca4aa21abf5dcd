dims n
input A [n,n], b [n], c []
param x [n]
f = 0.5*x@A@x - b@x + c
derive f
$$\frac{\partial f}{\partial x} = \frac{1}{2}(A + A^T)x - b$$
$$f(x) = \frac{1}{2}x^TAx - b^Tx + c$$
$$\nabla f(x) = \frac12 (A^T + A) x - b$$
$$\nabla_x f = \frac12 A x + \frac12 A^T x - b$$
$$df = \frac12 dx^T A x + \frac12 x^T A dx - b^T dx$$
check hessian(f, x) == 0.5*(A + A.T)
# wrong
$$\frac{\partial f}{\partial x} = Ax - b$$
