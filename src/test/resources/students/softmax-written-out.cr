dims m, n, k
input X [m, n], T [m, k] onehot(axis=1)
param W [n, k], b [1, k]
S = X @ W + b
P = exp(S) / sum(exp(S), axis=1, keepdims=true)
L = -mean(sum(T * log(P), axis=1)) + 0.001 * sum(W^2)
derive L
dS = (P - T) / m  #= right
dW = X.T @ dS + 0.002 * W  #= right
db = sum(dS, axis=0, keepdims=true)  #= right
check grad(L, W) == X.T @ (P - T) / m + 0.001 * W  #= factor_2
check grad(L, W) == X.T @ (P - T) / m  #= missing_term
check grad(L, b) == mean(P - T, axis=0, keepdims=true)  #= right
check grad(L, b) == mean(P - T, axis=0)  #= keepdims
check grad(L, P) == -T / (m * P)  #= right
check grad(L, P) == T / (m * P)  #= wrong_sign
check grad(L, P) == -1 / (m * P)  #= missing_chain_factor
check dL/dS == P / m - T / m  #= right
check sum(P, axis=1) == 1  #= right
check sum(dL/dS, axis=1) == 0  #= right
check sum(dL/dS, axis=0) == 0  #= shape_mismatch
