# Linear regression in numpy, as in a first course
dims m, n
input X [m, n], y [m]
param w [n], b []
yhat = X @ w + b
e = yhat - y
J = np.sum(e**2) / (2*m)
derive J
de = e / m  #= right
dw = np.dot(X.T, e) / m  #= right
db = np.mean(e)  #= right
check grad(J, w) == 1/m * X.T @ (X @ w + b - y)  #= right
check hessian(J, w) == X.T @ X / m  #= right
check grad(J, w) == X.T @ e  #= missing_1_over_m
check grad(J, w) == 2 * X.T @ e / m  #= factor_half
check grad(J, b) == np.sum(e)  #= mean_vs_sum
check grad(J, w) == X.T @ (y - yhat) / m  #= wrong_sign
check grad(J, w) == X @ e / m  #= missing_transpose
check hessian(J, w) == X @ X.T / m  #= matmul_order
check grad(J, w) == -X.T @ y / m + X.T @ X @ w / m + b * sum(X, axis=0) / m  #= right
