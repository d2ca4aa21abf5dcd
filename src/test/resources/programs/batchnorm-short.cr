dims N, D
input dout [N, D]
param x [N, D], gamma [D], beta [D]

mu = mean(x, axis=0)
v = mean((x - mu)^2, axis=0)
xhat = (x - mu) / sqrt(v + 1e-5)
J = sum(dout * (gamma * xhat + beta))

derive J
m = dout.shape[0]
dxhat = dout * gamma  # right
std = np.sqrt(v + 1e-5)
dbeta = dout.sum(axis=0)  # right
dgamma = (dout * xhat).sum(axis=0)  # right
dx = (1. / m) / std * (m * dxhat - dxhat.sum(axis=0) - xhat * np.sum(dxhat * xhat, axis=0))  # right
