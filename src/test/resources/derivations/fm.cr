dims n, k
input x [n]
param w0 [], w [n], V [n,k]
s = V.T @ x
yhat = w0 + w@x + 0.5*sum(s^2 - (V^2).T @ x^2)
derive yhat
dw0 = 1
dw = x
dV = outer(x, s) - V * (x**2)[:, None]
$$\frac{\partial \hat{y}}{\partial V} = x (V^Tx)^T - diag(x \odot x) V$$
