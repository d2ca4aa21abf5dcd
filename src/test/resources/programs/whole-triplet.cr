dims n, d
input A [n, d], P [n, d], N [n, d], alpha = 0.2
dp_ = 1
param S []
pos = sum((A - P)^2, axis=1)
neg = sum((A - N)^2, axis=1)
L = mean(max(0, S * pos - neg + alpha))
derive L
m = (S * pos - neg + alpha > 0).astype(float)
dpos = S * m / n # right
dneg = -m / n # right
dA = 2 * (dpos[:, None] * (A - P) + dneg[:, None] * (A - N)) # right
dP = -2 * dpos[:, None] * (A - P) # right
dN = 2 * (m / n)[:, None] * (A - N) # right
dS = np.sum(m * pos) / n # right
