dims N, D
input G [N, D]
param x [N, D], gamma [D], beta [D]
mu = mean(x, axis=0)
v = mean((x - mu)^2, axis=0)
istd = 1/sqrt(v + 1e-5)
xhat = (x - mu)*istd
out = gamma*xhat + beta
L = sum(G*out)
derive L
dout = G # right
N, D = dout.shape
eps = 1e-5
dbeta = np.sum(dout, axis=0) # right
dgamma = np.sum(dout * xhat, axis=0) # right
dxhat = dout * gamma # right
ivar = 1. / np.sqrt(v + eps)
xmu = x - mu
divar = np.sum(dxhat * xmu, axis=0)
dxmu1 = dxhat * ivar
dsqrtvar = -1. / (v + eps) * divar
dvar = 0.5 * 1. / np.sqrt(v + eps) * dsqrtvar
dsq = 1. / N * np.ones((N, D)) * dvar
dxmu2 = 2 * xmu * dsq
dx1 = (dxmu1 + dxmu2)
dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
dx2 = 1. / N * np.ones((N, D)) * dmu
dx = dx1 + dx2 # right
