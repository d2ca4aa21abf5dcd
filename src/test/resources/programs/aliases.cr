dims n, h
input x [n], g [h]
param W [h, n], b [h]

z = W @ x + b
a = relu(z)
J = sum(g * a)

derive J
da = g
dz = da.copy()
dz[z <= 0] = 0  # right
db = dz
db = db * 1  # right
dW = np.outer(dz, x)  # right
dx = W.T @ (da * (a > 0))
