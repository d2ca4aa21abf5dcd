dims B, T, d
input X [B, T, d], G [B, T, d]
param Wq [d, d], Wk [d, d], Wv [d, d]
Q = X @ Wq
K = X @ Wk
V = X @ Wv
S = Q @ transpose(K, [0, 2, 1]) / sqrt(d)
P = softmax(S, axis=-1)
O = P @ V
J = sum(O * G)

derive J
dO = G # right
dV = P.transpose(1, 2) @ dO # right
dP = dO @ V.transpose(-2, -1) # right
dS = P * (dP - (dP * P).sum(-1, keepdim=True)) # right
dQ = dS @ K / math.sqrt(d) # right
dK = dS.transpose(-2, -1) @ Q / math.sqrt(d) # right
dWq = torch.einsum('btd,bte->de', X, dQ) # right
dWk = torch.einsum('btd,bte->de', X, dK) # right
dWv = (X.transpose(1, 2) @ dV).sum(0) # right
dX = dQ @ Wq.T + dK @ Wk.T + dV @ Wv.T # right
