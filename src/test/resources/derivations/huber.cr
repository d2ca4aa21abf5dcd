dims n, p
input X [n,p], y [n]
param w [p]
r = X@w - y
L = sum(where(abs(r) <= 1, 0.5*r^2, abs(r) - 0.5))
derive L
dr = np.clip(r, -1, 1)
dw = X.T @ dr
