dims N, C, m
input y [N, C] onehot(axis=1), Y [C, m] onehot(axis=0), t [C] onehot(axis=0)
param s [N, C], Z [C, m], z [C]
P = softmax(s, axis=1)
A = softmax(Z, axis=0)
p = softmax(z)
J = -sum(y*log(P))/N - mean(log(sum(Y*A, axis=0))) - sum(t*log(p))
derive J
ds = P.copy()
ds[np.arange(N), y] -= 2  # wrong
ds /= N  # follows
dZ = A.copy()
dZ[Y, range(m)] += 1  # wrong
dZ /= m  # follows
dz = p.copy()
dz[t] += 1  # wrong
