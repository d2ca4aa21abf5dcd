dims n, p
input X [n, p], y [n]
param beta [p], lam []
J = (y - X @ beta).T @ (y - X @ beta) + lam * beta.T @ beta
derive J
$$\frac{\partial J}{\partial \beta} = -2 X^T (y - X\beta) + 2\lambda\beta$$
$$\frac{\partial J}{\partial \beta} = 2 X^T X \beta - 2 X^T y + 2 \lambda \beta$$
$$\frac{\partial J}{\partial \beta} = 2(X^TX + \lambda I)\beta - 2X^Ty$$
$$\frac{\partial J}{\partial \lambda} = \beta^T\beta$$
# wrong
dbeta = -2*X.T@(y - X@beta) + lam*beta
