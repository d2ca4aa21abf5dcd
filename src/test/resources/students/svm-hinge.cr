# Support vector machine: hinge loss with L2
dims m, n
input X [m, n], y [m], C [] positive
param w [n], b []
s = y * (X @ w + b)
J = 0.5 * sum(w^2) + C * sum(np.maximum(0, 1 - s))
check grad(J, w) == w - C * X.T @ (y * (s < 1))  #= right
check grad(J, b) == -C * sum(y * (s < 1))  #= right
check grad(J, w) == w + C * X.T @ (y * (s < 1))  #= wrong_sign
check grad(J, w) == w - C * X.T @ (y * (s > 1))  #= wrong_sign
check grad(J, w) == w - C * X.T @ y  #= missing_activation_derivative
check grad(J, b) == -C * y * (s < 1)  #= missing_broadcast_reduction
check grad(J, w) == -C * X.T @ (y * (s < 1))  #= missing_term
