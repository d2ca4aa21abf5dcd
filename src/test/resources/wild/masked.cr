# Entries that are changed are judged as they are then
dims n, h
input x [n], g [h]
param W [h, n], b [h]
z = W @ x + b
a = relu(z)
J = sum(g*a)
derive J
da = g  #= right
dz = g.copy()
dz[a <= 0] = 0  #= right
dW = np.outer(dz, x)  #= right
db = 2 * dz  #= factor_half
dx = W.T @ (g * (z > 0))  #= right
