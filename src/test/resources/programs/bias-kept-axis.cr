dims N, D, C
input x [N, D], y [N, C] onehot(axis=1)
param w [D, C], b [C]
p = softmax(x @ w + b, axis=1)
loss = -sum(y*log(p))/N
derive loss
dz = (p - y) / N
dw = x.T @ dz
db = np.sum(dz, axis=0, keepdims=True)  # right
