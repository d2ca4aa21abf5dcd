# Attention, tied weights, a residual, batch statistics
dims   m, d, k
input  Q [m, d], K [k, d], V [k, d], U [m, d], x [d], g [d], R [d, d]
param  W [d, d], w [d]
Sc = Q @ K.T
P  = softmax(Sc, axis=1)
O  = P @ V
J1 = sum(U * O)
r  = W @ (W.T @ x) - x
J2 = 0.5 * sum(r^2)
h  = tanh(W @ x)
o  = h + x
J3 = 0.5 * sum(o^2)
mu = mean(x)
s  = sqrt(mean((x - mu)^2))
xh = (x - mu) / s
J4 = sum(g * xh)
derive J1
dO = U
dV = P.T @ dO
dP = dO @ V.T
dSc = P * (dP - sum(P * dP, axis=1, keepdims=true))
dQ = dSc @ K
dK = dSc.T @ Q
derive J2
dr = r
dW = outer(r, W.T @ x) + outer(x, W.T @ r)
derive J3
do = o
dW = outer(o * (1 - h^2), x)
dx = o + W.T @ (o * (1 - h^2))
derive J4
dg = xh
dx = (g - mean(g) - xh * mean(g * xh)) / s
