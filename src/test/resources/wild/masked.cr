# What depends on an entry that was changed is undecided, right or wrong
dims n, h
input x [n], g [h]
param W [h, n], b [h]
z = W @ x + b
a = relu(z)
J = sum(g*a)
derive J
da = g  #= right
dz = g  #= undecided
dz[a <= 0] = 0  #= undecided
dW = np.outer(dz, x)  #= undecided
db = 2 * dz  #= undecided
dx = W.T @ (g * (z > 0))  #= undecided
