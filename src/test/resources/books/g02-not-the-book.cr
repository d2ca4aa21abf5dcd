dims n=3, m=5
input A [m, m], B [n, n] invertible, D [n, n] invertible
param X [n, n] invertible, P [n, n] spd, x [n] positive, Y [m, n]
J1 = log(det(inv(X)))
J2 = logabsdet(B @ X @ D)
J3 = log(det(X)^2)
J4 = trace(kron(A, X))
J5 = 2*sum(log(diag(cholesky(P))))
J6 = det(X @ X @ X)
J7 = trace(trace(trace(X)*X)*X)
J8 = logdet(diag(x))
J9 = logdet(Y.T @ Y)
J10 = ((B[0] @ x)*(B[1] @ x))^(1/3)
J = J1 + J2 + J3 + J4 + J5 + J6 + J7 + J8 + J9 + J10
