dims N, D
input dout [N, D]
param x [N, D], gamma [D], beta [D]
mean = sum(x, axis=0) / N
var = sum((x - mean)^2, axis=0) / N
x_hat = (x - mean) / sqrt(var + 1e-5)
out = gamma * x_hat + beta
J = sum(dout * out)

derive J
def batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = None, None, None
    x, mean, var, x_hat, gamma, eps = cache
    eps = 1e-5
    N = x.shape[0]
    std = np.sqrt(var) + eps * 1000 # wrong
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(x_hat * dout, axis=0)
    dx_hat = dout * gamma
    dstd = np.sum(dx_hat * (x - mean), axis=0) * (-1 / std**2)
    dvar = dstd * 0.5 / std # follows
    dx1 = dx_hat / std + dvar * 2 * (x - mean) / N
    dmean = -np.sum(dx1, axis=0) # follows
    dx2 = np.ones_like(dout) * dmean / N
    dx = dx1 + dx2 # follows
    return dx, dgamma, dbeta
