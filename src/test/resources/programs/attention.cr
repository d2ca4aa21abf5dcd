dims n, d, dk
input X [n, d], G [n, dk], s [] positive
param Wq [d, dk], Wk [d, dk], Wv [d, dk]

Q = X @ Wq
K = X @ Wk
V = X @ Wv
S = Q @ K.T / s
P = softmax(S, axis=1)
O = P @ V
J = sum(G * O)

derive J
dO = G  # right
dV = P.T @ dO  # right
dP = dO @ V.T  # right
dS = P * (dP - (dP * P).sum(axis=-1, keepdims=True))  # right
dS_scaled = dS / s
dQ = dS_scaled @ K  # right
dK = dS_scaled.T @ Q  # right
dWq, dWk, dWv = X.T @ dQ, X.T @ dK, X.T @ dV  # right
dX = dQ @ Wq.T
dX += dK @ Wk.T
dX += dV @ Wv.T  # right
