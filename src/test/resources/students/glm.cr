# Poisson and softplus regression
dims m, n
input X [m, n], y [m] nonnegative
param w [n], b []
eta = X @ w + b
P = sum(exp(eta) - y * eta)
S = sum(log(1 + exp(eta)) - y * eta)
check grad(P, w) == X.T @ (exp(eta) - y)  #= right
check hessian(P, w) == X.T @ diag(exp(eta)) @ X  #= right
check grad(S, w) == X.T @ (sigmoid(eta) - y)  #= right
check hessian(S, w) == X.T @ diag(sigmoid(eta) * (1 - sigmoid(eta))) @ X  #= right
check grad(S, w) == X.T @ (1/(1 + exp(-eta)) - y)  #= right
check grad(S, w) == X.T @ (exp(eta)/(1 + exp(eta)) - y)  #= right
check grad(P, w) == X.T @ (y - exp(eta))  #= wrong_sign
check grad(P, w) == X @ (exp(eta) - y)  #= missing_transpose
check grad(P, w) == X.T @ (eta - y)  #= loss_gradient_mismatch
check grad(S, w) == X.T @ (1/(1 + exp(eta)) - y)  #= missing_activation_derivative
check hessian(P, w) == X.T @ exp(eta) @ X  #= elementwise_vs_matmul
check hessian(P, w) == X.T @ diag(eta) @ X  #= wrong_activation_derivative
check hessian(S, w) == X.T @ diag(sigmoid(eta)) @ X  #= wrong_activation_derivative
