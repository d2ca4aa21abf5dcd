# Traces, quadratic forms, determinants, inverses
dims   p, q, r
input  A [p, p], B [p, q], C [q, p], S [p, p] symmetric, M [r, p], b [r], x [p], y [q], Q [p, p] invertible
input  X [p, q], u [p], v [p]
T1 = trace(A @ X @ C)
T2 = trace(X.T @ A @ X)
Q1 = dot(x, A @ x)
Q2 = dot(x, S @ x)
L1 = sum((M @ x - b)^2)
L2 = sum((M @ x - b)^2) / r + 0.3 * sum(x^2)
D1 = logabsdet(Q)
D2 = det(Q)
I1 = dot(u, inv(Q) @ v)
N1 = sqrt(sum(x^2))
B1 = dot(x, B @ y)
derive T1
dX = A.T @ C.T
dA = C.T @ X.T
derive T2
dX = (A + A.T) @ X
derive Q1
dx = (A + A.T) @ x
dA = outer(x, x)
derive Q2
dx = 2 * S @ x
derive L1
dx = 2 * M.T @ (M @ x - b)
db = -2 * (M @ x - b)
derive L2
dx = 2 * M.T @ (M @ x - b) / r + 0.6 * x
derive D1
dQ = inv(Q).T
derive D2
dQ = det(Q) * inv(Q).T
derive I1
dQ = -inv(Q).T @ outer(u, v) @ inv(Q).T
derive N1
dx = x / N1
derive B1
dB = outer(x, y)
dx = B @ y
dy = B.T @ x
