dims N, D
input x [N, D], dout [N, D]
param gamma [D], beta [D]
mu = mean(x, axis=0)
var = mean((x - mu)^2, axis=0)
xhat = (x - mu) / sqrt(var + 1e-5)
out = gamma * xhat + beta
L = sum(out * dout)
derive L
dgamma = np.sum(dout * xhat, axis=0)
dbeta = np.sum(dout, axis=0)
dxhat = dout * gamma
dvar = np.sum(dxhat * (x - mu) * -0.5 * (var + 1e-5)**(-1.5), axis=0)
dmu = np.sum(dxhat * -1 / np.sqrt(var + 1e-5), axis=0) + dvar * np.mean(-2 * (x - mu), axis=0)
dx = dxhat / np.sqrt(var + 1e-5) + dvar * 2 * (x - mu) / N + dmu / N
dx = (1. / N) * gamma * (var + 1e-5)**(-1. / 2.) * (N * dout - np.sum(dout, axis=0) - (x - mu) * (var + 1e-5)**(-1.0) * np.sum(dout * (x - mu), axis=0))
