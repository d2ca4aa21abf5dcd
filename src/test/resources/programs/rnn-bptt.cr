dims D, H
input x1 [D], x2 [D], x3 [D], t1 [H], t2 [H], t3 [H], h0 [H]
param Wx [H, D], Wh [H, H], b [H]

h1 = tanh(Wx @ x1 + Wh @ h0 + b)
h2 = tanh(Wx @ x2 + Wh @ h1 + b)
h3 = tanh(Wx @ x3 + Wh @ h2 + b)
J = (sum((h1 - t1)^2) + sum((h2 - t2)^2) + sum((h3 - t3)^2)) / 2

derive J
xs = [x1, x2, x3]
hs = [h0, h1, h2, h3]
ts = [t1, t2, t3]
dWx, dWh = np.zeros_like(Wx), np.zeros_like(Wh)
db = np.zeros_like(b)
dhnext = np.zeros_like(h0)
for t in reversed(range(3)):
    dh = hs[t+1] - ts[t] + dhnext
    dhraw = (1 - hs[t+1] * hs[t+1]) * dh
    db += dhraw  # right
    dWx += np.outer(dhraw, xs[t])  # right
    dWh += np.outer(dhraw, hs[t])  # right
    dhnext = np.dot(Wh.T, dhraw)
