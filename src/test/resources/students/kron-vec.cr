# Differentials, vec and Kronecker products
dims m, n, p
input A [m, n], B [n, p], Q [n, n] invertible, x [n]
param X [n, n], y [n]
check d(A @ X @ B) == A @ dX @ B  #= right
check d(X.T @ X) == dX.T @ X + X.T @ dX  #= right
check d(trace(X.T @ X)) == 2 * trace(X.T @ dX)  #= right
check d(y @ X @ y) == y @ dX @ y + dy @ (X + X.T) @ y  #= right
check d(X * X) == 2 * X * dX  #= right
check vec(A @ X @ B) == kron(B.T, A) @ vec(X)  #= right
check inv(Q).T == inv(Q.T)  #= right
check inv(2 * Q) == inv(Q) / 2  #= right
check det(2 * Q) == 2^n * det(Q)  #= right
check inv(Q @ Q) == inv(Q) @ inv(Q)  #= right
check d(X.T @ X) == 2 * X.T @ dX  #= product_rule
check vec(A @ X @ B) == kron(A, B.T) @ vec(X)  #= wrong_variable
check inv(2 * Q) == 2 * inv(Q)  #= product_vs_quotient
check det(2 * Q) == 2 * det(Q)  #= missing_term
check d(trace(X.T @ X)) == trace(X.T @ dX)  #= factor_2
check (A @ B).T == A.T @ B.T  #= matmul_order
check trace(X @ X.T) == sum(X^2)  #= right
check norm(X)^2 == trace(X.T @ X)  #= right
