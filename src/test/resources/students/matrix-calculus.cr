# Identities of matrix calculus
dims n, m, p
input A [n, n], B [n, m], C [m, n], x [n], y [n], b [m], M [m, n], S [n, n] symmetric
param X [n, n] invertible, P [n, n] spd, Z [n, m]
check grad(trace(A @ X), X) == A.T  #= right
check grad(trace(X.T @ A), X) == A  #= right
check grad(trace(X @ X.T), X) == 2 * X  #= right
check grad(trace(X^2), X) == 2 * X.T  #= other
check grad(trace(X @ X), X) == 2 * X.T  #= right
check grad(trace(A @ X @ B @ C), X) == A.T @ C.T @ B.T  #= right
check grad(trace(Z.T @ A @ Z), Z) == (A + A.T) @ Z  #= right
check grad(det(X), X) == det(X) * inv(X).T  #= right
check grad(log(det(P)), P) == inv(P)  #= right
check grad(logdet(P), P) == inv(P).T  #= right
check grad(trace(inv(X) @ A), X) == -(inv(X) @ A @ inv(X)).T  #= right
check grad(dot(x, inv(X) @ y), X) == -inv(X).T @ outer(x, y) @ inv(X).T  #= right
check grad(x @ A @ x, x) == (A + A.T) @ x  #= right
check grad(x @ S @ x, x) == 2 * S @ x  #= right
check grad(sum((M @ x - b)^2), x) == 2 * M.T @ (M @ x - b)  #= right
check grad(exp(x @ S @ x / 2), x) == exp(x @ S @ x / 2) * S @ x  #= right
check grad(x @ y / (norm(x) * norm(y)), x) == y / (norm(x) * norm(y)) - (x @ y) * x / (norm(x)^3 * norm(y))  #= right
check hessian(x @ A @ x, x) == A + A.T  #= right
check d(X @ X.T) == dX @ X.T + X @ dX.T  #= right
check d(inv(X)) == -inv(X) @ dX @ inv(X)  #= right
check d(log(abs(det(X)))) == trace(inv(X) @ dX)  #= right
check d(trace(A @ X)) == trace(A @ dX)  #= right
check grad(trace(A @ X), X) == A  #= trace_rule
check grad(trace(A @ X @ B @ C), X) == B @ C @ A  #= trace_rule
check grad(trace(X @ X.T), X) == X  #= factor_2
check grad(det(X), X) == det(X) * inv(X)  #= inverse_transpose
check grad(logdet(P), P) == det(P) * inv(P)  #= logdet
check grad(trace(inv(X) @ A), X) == (inv(X) @ A @ inv(X)).T  #= inverse_sign
check grad(x @ A @ x, x) == 2 * A @ x  #= asymmetric_quadratic
check grad(x @ A @ x, x) == A @ x  #= asymmetric_quadratic
check grad(sum((M @ x - b)^2), x) == 2 * M @ (M @ x - b)  #= missing_transpose
check d(inv(X)) == inv(X) @ dX @ inv(X)  #= inverse_sign
check d(X @ X) == 2 * X @ dX  #= product_rule
check grad(norm(x)^2, x) == 2 * norm(x)  #= wrong_function
