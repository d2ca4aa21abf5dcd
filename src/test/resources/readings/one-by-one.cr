# A matrix of one row and one column is a number
dims n, h
input a [n, 1], c [n, 1], M [n, n], K [n, n] spd, y [n, 1]
param X [n, n], x [n, 1], s []
J = a.T @ X @ c
L = s^2 * sum(y * (K @ y))
R = sum(exp(x.T @ x))
derive J
\frac{\partial J}{\partial X} = a c^T  #= right
\frac{\partial J}{\partial X} = c a^T  #= wrong
\frac{\partial J}{\partial X} = a^T c  #= wrong
derive L
\frac{\partial L}{\partial s} = 2 s y^T K y  #= right: number
\frac{\partial L}{\partial s} = s y^T K y  #= wrong
\frac{\partial L}{\partial s} = 2 s y y^T K  #= wrong
derive R
\frac{\partial R}{\partial x} = 2 \exp(x^T x) x  #= right
\frac{\partial R}{\partial x} = \exp(x^T x) x  #= wrong
\frac{\partial R}{\partial x} = 2 \exp(x x^T) x  #= wrong
check (a^T c) M == \operatorname{tr}(a c^T) M  #= right
check (a^T c) M == (a c^T) M  #= wrong
check a (a^T c) == a a^T c  #= right
check \frac{M x}{x^T x} == (x^T x)^{-1} M x  #= right
check d(s) == \operatorname{tr}(ds)  #= right
