dims n, m
input A [n, n], S [n, n] spd, x [n], b [n], X [n, m]
param y [n], Q [n, n] invertible
f = 0.5 * y @ S @ y - b @ y
ystar = solve(S, b)
check grad(f, y) == S @ y - b  #= right
check hessian(f, y) == S  #= right
check S @ ystar == b  #= right
check grad(0.5*norm(A @ y - b)^2, y) == A.T @ (A @ y - b)  #= right
check grad(log(det(Q)), Q) == inv(Q.T)  #= right
check grad(trace(Q @ S @ Q.T), Q) == 2 * Q @ S  #= right
check grad(trace(Q @ A @ Q.T), Q) == Q @ (A + A.T)  #= right
check grad(trace(Q @ A @ Q.T), Q) == 2 * Q @ A  #= asymmetric_quadratic
check grad(trace(inv(Q)), Q) == -inv(Q @ Q).T  #= right
check grad(trace(inv(Q)), Q) == -inv(Q) @ inv(Q)  #= inverse_transpose
check grad(norm(Q)^2, Q) == 2*Q  #= right
check grad(norm(Q), Q) == Q/norm(Q)  #= right
check grad(y @ A @ x, A) == outer(y, x)  #= right
check grad(y @ A @ x, A) == outer(x, y)  #= missing_transpose
check grad(x @ inv(Q) @ b, Q) == -outer(inv(Q).T @ x, inv(Q) @ b)  #= right
check grad(x @ inv(Q) @ b, b) == inv(Q) @ x  #= inverse_transpose
check grad(x @ inv(Q) @ b, b) == inv(Q).T @ x  #= right
check d(Q @ Q @ Q) == dQ @ Q @ Q + Q @ dQ @ Q + Q @ Q @ dQ  #= right
check d(Q @ Q @ Q) == 3 * Q @ Q @ dQ  #= other
check d(det(Q)) == det(Q) * trace(inv(Q) @ dQ)  #= right
check d(det(Q)) == trace(inv(Q) @ dQ)  #= logdet
check inv(S).T == inv(S)  #= right
check inv(A).T == inv(A)  #= inverse_transpose
check det(Q @ S) == det(Q) * det(S)  #= right
check det(Q + S) == det(Q) + det(S)  #= other
check trace(Q @ S) == trace(Q) * trace(S)  #= other
