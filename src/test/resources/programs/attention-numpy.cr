dims T, d, e
input X [T, d], G [T, e]
param Wq [d, e], Wk [d, e], Wv [d, e]
Q = X @ Wq
K = X @ Wk
V = X @ Wv
S = Q @ K.T / sqrt(e)
A = softmax(S, axis=1)
O = A @ V
L = sum(G*O)
derive L
dO = G # right
dV = A.T @ dO # right
dA = dO @ V.T # right
dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True)) # right
dS /= np.sqrt(e)
dQ = dS @ K # right
dK = dS.T @ Q # right
dWq = X.T @ dQ # right
dWk = X.T @ dK # right
dWv = X.T @ dV # right
