# The rules of differentials, as products with a direction
dims   p
input  X [p, p] invertible, E [p, p], C [p, p]
F1 = jvp(X @ X, X, E)
F2 = jvp(X @ C @ X, X, E)
F3 = jvp(inv(X), X, E)
F4 = jvp(trace(X @ X), X, E)
F5 = jvp(X * X, X, E)
check F1 == E @ X + X @ E
check F2 == E @ C @ X + X @ C @ E
check F3 == -inv(X) @ E @ inv(X)
check F4 == 2 * trace(X @ E)
check F5 == 2 * X * E
