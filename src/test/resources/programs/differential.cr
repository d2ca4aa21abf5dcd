dims n, m
input X [m, n], y [m], A [n, n]
param w [n], B [n, n]
r = X @ w - y
J = sum(r^2)
K = trace(A @ B @ B.T)
derive J
\mathrm{d}J = 2 r^T \mathrm{d}r # right
\mathrm{d}r = X \mathrm{d}w # right
\nabla_w J = 2 X^T r # right
derive K
dK = \operatorname{tr}(A \, dB \, B^T + A B \, dB^T) # right
\frac{\partial K}{\partial B} = (A + A^T) B # right
