# Softmax regression, rows are samples
dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [k]
Z = X @ W + b
P = softmax(Z, axis=1)
L = -sum(Y * log(P)) / m
derive L
dZ = (P - Y) / m  #= right
dW = X.T @ dZ  #= right
db = dZ.sum(axis=0)  #= right
dX = dZ @ W.T  #= right
check grad(L, P) == -Y / P / m  #= right
check grad(L, Z) == P * (grad(L, P) - sum(P * grad(L, P), axis=1, keepdims=True))  #= right
check grad(L, Z) == (Y - P) / m  #= wrong_sign
check grad(L, Z) == P * (1 - P) * (-Y / P) / m  #= jacobian_diagonal_only
check grad(L, W) == dZ.T @ X  #= missing_transpose
check grad(L, W) == X.T @ (P - Y)  #= missing_1_over_m
check grad(L, b) == dZ  #= missing_batch_sum
check grad(L, b) == dZ.sum(axis=1)  #= wrong_axis
check log(P) == Z - log(sum(exp(Z), axis=1, keepdims=True))  #= right
check log(P) == Z - sum(exp(Z), axis=1, keepdims=True)  #= missing_log
