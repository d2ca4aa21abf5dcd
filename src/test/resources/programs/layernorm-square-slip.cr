dims N, D
input dout [N, D]
param x [N, D], gamma [D], beta [D]
eps = 1e-5
mu = mean(x, axis=1, keepdims=true)
var = mean((x - mu)^2, axis=1, keepdims=true)
xhat = (x - mu) / sqrt(var + eps)
out = gamma * xhat + beta
J = sum(out * dout)

derive J
def layernorm_backward(dout, cache):
    x, xhat, gamma, mu, var, eps = cache
    N, D = x.shape
    xmu = x - mu
    ivar = 1.0 / np.sqrt(var + eps)
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=1, keepdims=True)
    dxmu1 = dxhat * ivar
    dsqrtvar = -divar * ivar ** 2
    dvar = 0.5 * ivar * dsqrtvar
    dsq = dvar * np.ones((N, D)) / D
    dxmu2 = xmu * dsq  # wrong
    dx1 = dxmu1 + dxmu2
    dmu = -np.sum(dx1, axis=1, keepdims=True)
    dx2 = dmu * np.ones((N, D)) / D
    dx = dx1 + dx2  # follows
    return dx, dgamma, dbeta
