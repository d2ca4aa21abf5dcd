dims m=2, n=3, p=4, q=2
input A [m,n], B [p,q]
param X [n,p]
F = A @ X @ B
check jacobian(vec(F), vec(X)) == kron(B.T, A)
