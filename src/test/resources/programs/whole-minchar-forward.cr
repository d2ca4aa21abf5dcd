dims T=3, V=4, H=3
input xs [T, V, 1] , ts [T, V, 1] onehot(axis=1), hprev [H, 1]
param Wxh [H, V], Whh [H, H], Why [V, H], bh [H, 1], by [V, 1]
h0 = tanh(Wxh @ xs[0] + Whh @ hprev + bh)
h1 = tanh(Wxh @ xs[1] + Whh @ h0 + bh)
h2 = tanh(Wxh @ xs[2] + Whh @ h1 + bh)
p0 = softmax(Why @ h0 + by, axis=0)
p1 = softmax(Why @ h1 + by, axis=0)
p2 = softmax(Why @ h2 + by, axis=0)
loss = -sum(ts[0]*log(p0)) - sum(ts[1]*log(p1)) - sum(ts[2]*log(p2))

derive loss
def lossFun(inputs, targets, hprev):
  hs, ys, ps = {}, {}, {}
  hs[-1] = np.copy(hprev)
  loss = 0
  # forward pass
  for t in range(T):
    hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t-1]) + bh) # hidden state
    ys[t] = np.dot(Why, hs[t]) + by # unnormalized log probabilities for next chars
    ps[t] = np.exp(ys[t]) / np.sum(np.exp(ys[t])) # probabilities for next chars
    loss += -np.sum(ts[t] * np.log(ps[t])) # softmax (cross-entropy loss)
  # backward pass: compute gradients going backwards
  dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
  dbh, dby = np.zeros_like(bh), np.zeros_like(by)
  dhnext = np.zeros_like(hs[0])
  for t in reversed(range(T)):
    dy = np.copy(ps[t])
    dy -= ts[t] # backprop into y
    dWhy += np.dot(dy, hs[t].T)
    dby += dy
    dh = np.dot(Why.T, dy) + dhnext # backprop into h
    dhraw = (1 - hs[t] * hs[t]) * dh # backprop through tanh nonlinearity
    dbh += dhraw
    dWxh += np.dot(dhraw, xs[t].T)
    dWhh += np.dot(dhraw, hs[t-1].T)
    dhnext = np.dot(Whh.T, dhraw)
  return loss, dWxh, dWhh, dWhy, dbh, dby, hs[len(inputs)-1]
