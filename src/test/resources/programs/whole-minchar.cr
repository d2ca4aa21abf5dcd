dims V, H
input x1 [V, 1], x2 [V, 1], x3 [V, 1], y1 [V, 1] onehot(axis=0), y2 [V, 1] onehot(axis=0), y3 [V, 1] onehot(axis=0), h0 [H, 1]
param Wxh [H, V], Whh [H, H], Why [V, H], bh [H, 1], by [V, 1]
h1 = tanh(Wxh @ x1 + Whh @ h0 + bh)
h2 = tanh(Wxh @ x2 + Whh @ h1 + bh)
h3 = tanh(Wxh @ x3 + Whh @ h2 + bh)
p1 = softmax(Why @ h1 + by, axis=0)
p2 = softmax(Why @ h2 + by, axis=0)
p3 = softmax(Why @ h3 + by, axis=0)
L = -sum(y1*log(p1)) - sum(y2*log(p2)) - sum(y3*log(p3))

derive L
dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
dbh, dby = np.zeros_like(bh), np.zeros_like(by)
dhnext = np.zeros_like(h0)
for t in reversed(range(3)):
    xs, hs, ps, ys = [x1, x2, x3], [h0, h1, h2, h3], [p1, p2, p3], [y1, y2, y3]
    dy = np.copy(ps[t])
    dy -= ys[t]
    dWhy += np.dot(dy, hs[t+1].T) # right
    dby += dy # right
    dh = np.dot(Why.T, dy) + dhnext
    dhraw = (1 - hs[t+1] * hs[t+1]) * dh
    dbh += dhraw # right
    dWxh += np.dot(dhraw, xs[t].T) # right
    dWhh += np.dot(dhraw, hs[t].T) # right
    dhnext = np.dot(Whh.T, dhraw)
