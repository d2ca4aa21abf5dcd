# A quadratic form: only for symmetric matrices is its gradient 2 A x.
dims   n
input  A [n, n], S [n, n] symmetric
param  x [n]

f = x @ A @ x
g = x @ S @ x
h = sum(x * log(x^2))

check grad(f, x) == (A + A.T) @ x
check grad(g, x) == 2 * S @ x
check grad(f, x) == 2 * A @ x
check grad(f, A) == outer(x, x)
check grad(h, x) == log(x^2) + 2
check grad(h, x) == x^2 + 2
