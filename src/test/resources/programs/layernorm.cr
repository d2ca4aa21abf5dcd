dims N, D
input dout [N, D]
param x [N, D], gamma [D], beta [D]

mu = mean(x, axis=1, keepdims=true)
v = mean((x - mu)^2, axis=1, keepdims=true)
xhat = (x - mu) / sqrt(v + 1e-5)
J = sum(dout * (gamma * xhat + beta))

derive J
_, D = dout.shape
std_inv = 1.0 / np.sqrt(v + 1e-5)
dbeta = dout.sum(0)  # right
dgamma = np.sum(dout * xhat, 0)  # right
dxhat = dout * gamma  # right
dv = np.sum(dxhat * (x - mu), axis=1, keepdims=True) * -0.5 * std_inv**3  # right
dmu = np.sum(-dxhat * std_inv, axis=1, keepdims=True)
dx = dxhat * std_inv
dx += dv * 2 * (x - mu) / D
dx += dmu / D  # right
