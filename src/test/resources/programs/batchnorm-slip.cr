dims N, D
input x [N, D], dout [N, D]
param gamma [D], beta [D]
mu = mean(x, axis=0)
v = mean((x - mu)^2, axis=0)
sd = sqrt(v + 1e-5)
xhat = (x - mu) / sd
out = gamma * xhat + beta
J = sum(dout * out)
loss J
derive J
dbeta = dout.sum(axis=0)
dgamma = np.sum(dout * xhat, axis=0)
dxhat = dout * gamma
dvar = np.sum(dxhat * (x - mu) * -0.5 * (v + 1e-5)**(-1.5), axis=0)
dmu = np.sum(dxhat * -1 / sd, axis=0) + dvar * np.sum(-2 * (x - mu), axis=0) / N
dx = dxhat / sd + dvar * (x - mu) / N + dmu / N  # wrong
