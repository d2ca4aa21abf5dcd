dims N, D
input dout [N, D]
param x [N, D], gamma [D], beta [D]
mu = mean(x, axis=1, keepdims=true)
var = mean((x - mu)^2, axis=1, keepdims=true)
xhat = (x - mu) / sqrt(var + 1e-5)
out = gamma * xhat + beta
J = sum(dout * out)

derive J
def layernorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache
    sqrtvar = np.sqrt(var + 1e-5)
    ivar = 1. / sqrtvar
    xmu = x - mu
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=1, keepdims=True)
    dxmu1 = dxhat * ivar
    dsqrtvar = -1. / (sqrtvar**2) * divar
    dvar = 0.5 * 1. / np.sqrt(var + 1e-5) * dsqrtvar
    dsq = 1. / D * np.ones((N, D)) * dvar
    dxmu2 = 2 * xmu * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -1 * np.sum(dxmu1 + dxmu2, axis=1, keepdims=True)
    dx2 = 1. / D * np.ones((N, D)) * dmu
    dx = dx1 # wrong
    return dx, dgamma, dbeta
