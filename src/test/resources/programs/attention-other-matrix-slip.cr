dims T, d, dk
input X [T, d], G [T, dk], M [T, T]
param Wq [d, dk], Wk [d, dk], Wv [d, dk]
Q = X @ Wq
K = X @ Wk
V = X @ Wv
S = Q @ K.T / sqrt(dk) + M
P = softmax(S, axis=1)
O = P @ V
L = sum(O * G)

derive L
def attention_backward(dO, X, Wq, Wk, Wv, Q, K, V, P):
    scale = 1.0 / np.sqrt(dk)
    dV = P.T @ dO
    dP = dO @ V.T
    dot = (dP * P).sum(axis=-1, keepdims=True)
    dS = P * (dP - dot)
    dQ = dS @ K * scale
    dK = dS.T @ Q * scale
    dWq = X.T @ dQ
    dWk = X.T @ dK
    dWv = X.T @ dV  # right
    dX = dQ @ Wk.T  # wrong
    dX += dK @ Wk.T
    dX += dV @ Wv.T  # follows
    return dX, dWq, dWk, dWv

dX, dWq, dWk, dWv = attention_backward(G, X, Wq, Wk, Wv, Q, K, V, P)
