dims N, D
input dout [N, D]
param x [N, D], gamma [D], beta [D]
eps = 1e-5

mu = mean(x, axis=1, keepdims=true)
var = mean((x - mu)^2, axis=1, keepdims=true)
std = sqrt(var + eps)
x_hat = (x - mu) / std
out = gamma * x_hat + beta
J = sum(dout * out)

derive J
def layernorm_backward(dout, cache):
    x_hat, gamma, std = cache['x_hat'], cache['gamma'], cache['std']
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    dx_hat = dout * gamma # right
    # transpose, and it is batch norm
    dx_hat = dx_hat.T
    xh = x_hat.T
    dx = (1. / D) / std.T * (D * dx_hat + np.sum(dx_hat, axis=0) - xh * np.sum(dx_hat * xh, axis=0)) # wrong
    dx = dx.T # follows
    return dx, dgamma, dbeta
