dims T, d
input G [T, d]
param Q [T, d], K [T, d], V [T, d]
S = Q @ K.T / sqrt(d)
P = softmax(S, axis=1)
O = P @ V
L = sum(O * G)
derive L
dO = G
dV = P.T @ dO
dP = dO @ V.T
dS = P * (dP - np.sum(dP * P, axis=1, keepdims=True))
dQ = dS @ K / np.sqrt(d)
dK = dS.T @ Q / np.sqrt(d)
