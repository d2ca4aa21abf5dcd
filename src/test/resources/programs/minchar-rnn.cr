dims T=4, V=5, H=3
input xs [T, V] onehot(axis=1), ts [T, V] onehot(axis=1), h0 [H]
param Wxh [H, V], Whh [H, H], Why [V, H], bh [H], by [V]
h1 = tanh(Wxh @ xs[0] + Whh @ h0 + bh)
h2 = tanh(Wxh @ xs[1] + Whh @ h1 + bh)
h3 = tanh(Wxh @ xs[2] + Whh @ h2 + bh)
h4 = tanh(Wxh @ xs[3] + Whh @ h3 + bh)
p1 = softmax(Why @ h1 + by)
p2 = softmax(Why @ h2 + by)
p3 = softmax(Why @ h3 + by)
p4 = softmax(Why @ h4 + by)
loss = -sum(ts[0]*log(p1)) - sum(ts[1]*log(p2)) - sum(ts[2]*log(p3)) - sum(ts[3]*log(p4))
derive loss
hs = {-1: h0, 0: h1, 1: h2, 2: h3, 3: h4}
ps = {0: p1, 1: p2, 2: p3, 3: p4}
dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
dbh, dby = np.zeros_like(bh), np.zeros_like(by)
dhnext = np.zeros_like(hs[0])
for t in reversed(range(T)):
    dy = np.copy(ps[t])
    dy -= ts[t]
    dWhy += np.outer(dy, hs[t]) # right
    dby += dy # right
    dh = np.dot(Why.T, dy) + dhnext # backprop into h
    dhraw = (1 - hs[t] * hs[t]) * dh
    dbh += dhraw # right
    dWxh += np.outer(dhraw, xs[t]) # right
    dWhh += np.outer(dhraw, hs[t-1]) # right
    dhnext = np.dot(Whh.T, dhraw)
