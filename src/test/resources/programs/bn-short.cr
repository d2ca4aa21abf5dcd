dims N, D
input G [N, D]
param x [N, D], gamma [D], beta [D]
mu = mean(x, axis=0)
v = mean((x - mu)^2, axis=0)
xhat = (x - mu)/sqrt(v + 1e-5)
out = gamma*xhat + beta
L = sum(G*out)
derive L
m = x.shape[0]
dxhat = G * gamma # right
dx = (1.0 / m) / np.sqrt(v + 1e-5) * (m * dxhat - np.sum(dxhat, axis=0) - xhat * np.sum(dxhat * xhat, axis=0)) # right
dgamma = (G * xhat).sum(0) # right
dbeta = G.sum(0) # right
