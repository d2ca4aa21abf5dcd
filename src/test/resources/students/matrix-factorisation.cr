# Matrix factorisation, Frobenius norms, a mask of what is known
dims m, n, k
input R [m, n], M [m, n] binary, lam [] positive
param U [m, k], V [n, k]
E = M * (R - U @ V.T)
L = 0.5 * norm(E)^2 + lam/2 * (norm(U)^2 + norm(V)^2)
derive L
dU = -E @ V + lam * U  #= right
dV = -E.T @ U + lam * V  #= right
check dL/dU == -(M * (R - U @ V.T)) @ V + lam * U  #= right
check dL/dU == E @ V + lam * U  #= wrong_sign
check dL/dV == -E @ U + lam * V  #= missing_transpose
check dL/dU == -E @ V.T + lam * U  #= superfluous_transpose
check dL/dU == -(R - U @ V.T) @ V + lam * U  #= missing_chain_factor
check dL/dV == -E.T @ U  #= missing_term
check dL/dV == -E.T @ U + 2*lam * V  #= factor_half
check dL/dV == -E.T @ V + lam * V  #= wrong_variable
