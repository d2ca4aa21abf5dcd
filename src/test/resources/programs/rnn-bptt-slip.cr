dims D, H, T=4
input X [4, D], Y [4, H], h0 [H]
param Wx [H, D], Wh [H, H]

h1 = tanh(Wx @ X[0] + Wh @ h0)
h2 = tanh(Wx @ X[1] + Wh @ h1)
h3 = tanh(Wx @ X[2] + Wh @ h2)
h4 = tanh(Wx @ X[3] + Wh @ h3)
J = (sum((h1 - Y[0])^2) + sum((h2 - Y[1])^2) + sum((h3 - Y[2])^2) + sum((h4 - Y[3])^2)) / 2

derive J
h = {-1: h0, 0: h1, 1: h2, 2: h3, 3: h4}
dWx = np.zeros_like(Wx)
dWh = np.zeros_like(Wh)
dh_next = np.zeros_like(h0)
for t in range(3, -1, -1):
    dh = h[t] - Y[t] + dh_next
    dz = dh * (1 - h[t]**2)
    dWx += np.outer(dz, X[t])  # right
    dWh += np.outer(dz, h[t])  # wrong
    dh_next = Wh.T @ dz
