# Ridge regression and the normal equations
dims m, n
input X [m, n], y [m], lam [] positive
param w [n]
J = sum((X @ w - y)^2) + lam * dot(w, w)
K = norm(X @ w - y)^2 / 2 + lam / 2 * norm(w)^2
wstar = inv(X.T @ X + lam * eye(n)) @ X.T @ y
check grad(J, w) == 2 * X.T @ (X @ w - y) + 2 * lam * w  #= right
check grad(J, w) == 2 * (X.T @ X @ w - X.T @ y + lam * w)  #= right
check grad(J, w) == 2 * (X.T @ X + lam * eye(n)) @ w - 2 * X.T @ y  #= right
check grad(K, w) == X.T @ (X @ w - y) + lam * w  #= right
check (X.T @ X + lam * eye(n)) @ wstar == X.T @ y  #= right
check grad(J, w) == 2 * X.T @ (X @ w - y) + lam * w  #= factor_2
check grad(J, w) == 2 * X.T @ (X @ w - y)  #= missing_term
check grad(J, w) == 2 * X.T @ (X @ w - y) + 2 * lam  #= missing_chain_factor
check grad(K, w) == X.T @ (X @ w - y) - lam * w  #= wrong_sign
check hessian(J, w) == 2 * X.T @ X + 2 * lam * eye(n)  #= right
check hessian(J, w) == 2 * X.T @ X + 2 * lam  #= missing_identity
check grad(sum(abs(w)), w) == sign(w)  #= right
check grad(norm(w), w) == w / norm(w)  #= right
check grad(norm(w), w) == w / norm(w)^2  #= wrong_power
