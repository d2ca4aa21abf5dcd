dims V, H
input x [V], y [V] onehot, hp [H]
param Wxh [H, V], Why [V, H], bh [H], by [V]
h = tanh(Wxh @ x + bh)
z = Why @ h + by
p = softmax(z)
loss = -sum(y*log(p))
derive loss
dy = np.copy(p)
dy -= y # right
dWhy = np.outer(dy, h) # right
dby = dy # right
dh = np.dot(Why.T, dy) # right
dhraw = (1 - h) * dh # wrong
dbh = dhraw # follows
