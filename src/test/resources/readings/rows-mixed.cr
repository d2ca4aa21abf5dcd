# Where a name is a row in one line and a column in another, it is not known which it is.
dims n, k
input x [n], y [k]
param W [k, n], b [k]
z = W @ x + b
J = sum((z - y)^2)/2
loss J

derive J
\delta = (z - y)^T  %= right
\frac{\partial J}{\partial W} = \delta x^T  %= right
\frac{\partial J}{\partial W} = \delta^T x^T  %= undecided
\frac{\partial J}{\partial W} = -\delta^T x^T  %= wrong
