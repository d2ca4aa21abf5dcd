# Batched products, einsum, bilinear
dims b, n, m, k
input X [b, n, m], W [m, k], U [b, n, k], A [n, m], B [m, k], C [n, k]
Y = X @ W
J = sum(U * Y)
check grad(J, X) == U @ W.T  #= right
check grad(J, W) == einsum("bnm,bnk->mk", X, U)  #= right
check grad(J, W) == sum(transpose(X, axes=[0, 2, 1]) @ U, axis=0)  #= right
check grad(J, W) == X.T @ U  #= shape_mismatch
check grad(J, W) == transpose(X, axes=[0, 2, 1]) @ U  #= missing_broadcast_reduction
check grad(trace(A @ B @ C.T), A) == C @ B.T  #= right
check grad(trace(A @ B @ C.T), B) == A.T @ C  #= right
check grad(trace(A @ B @ C.T), C) == A @ B  #= right
check grad(trace(A @ B @ C.T), C) == (A @ B).T  #= superfluous_transpose
check einsum("ij,jk->ik", A, B) == A @ B  #= right
check einsum("ij,ij->", A, A) == norm(A)^2  #= right
