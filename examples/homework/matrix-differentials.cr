# The rules of matrix differentials, and the trace trick. The last three are popular, and wrong.
dims   n, p
input  X [n, p], Y [n, p], A [n, n], S [n, n] invertible, B [n, p], C [n, p]

check d(X + Y) == dX + dY
check d(X @ Y.T) == dX @ Y.T + X @ dY.T
check d(X.T) == dX.T
check d(trace(A)) == trace(dA)
check d(X * Y) == dX * Y + X * dY
check d(sigmoid(X)) == sigmoid'(X) * dX
check d(inv(S)) == -inv(S) @ dS @ inv(S)
check d(det(S)) == det(S) * trace(inv(S) @ dS)
check trace((X * B).T @ C) == trace(X.T @ (B * C))
check d(inv(S)) == inv(S) @ dS @ inv(S)
check d(A @ A) == 2 * A @ dA
check trace(A @ X @ B.T) == trace(X @ A @ B.T)
