# Derivatives by the entries in another order, and by differentials
dims n=3, p=2, q=4, k
input A [p, n], B [n, q], C [n, n], b [n]
param X [n, n], V [n, n] invertible, a [n]
F = A @ X @ B
J = sum(F^2)
L = trace(inv(V) @ C)
check jacobian(vec(F), vec(X)) == kron(B.T, A)  #= right
check jacobian(vec(F), vec(X)) == kron(B, A)  #= wrong
check jacobian(vec(F), X.T) == jacobian(vec(F), X)  #= wrong
check grad(J, vec(X)) == vec(grad(J, X))  #= right
check grad(J, vec(X)) == flatten(grad(J, X))  #= wrong
check grad(J, X.T) == grad(J, X).T  #= right
derive L
dL = \operatorname{tr}(d(V^{-1}) C)  #= right
dL = -\operatorname{tr}(V^{-1} dV V^{-1} C)  #= right
dL = -\operatorname{tr}(V^{-1} C dV V^{-1})  #= wrong
dL = \operatorname{tr}(V^{-1} dV V^{-1} C)  #= wrong
check d(a^T a) == 2 a^T da  #= right
check d(a^T a) == 2 a da^T  #= wrong
