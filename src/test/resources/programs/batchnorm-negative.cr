dims N, D
input x [N, D], dout [N, D]
param gamma [D], beta [D]
eps = 1e-5
mu = mean(x, axis=0)
xc = x - mu
v = mean(xc^2, axis=0)
std = sqrt(v + eps)
xn = xc / std
out = gamma*xn + beta
L = sum(dout*out)
derive L
def batchnorm_backward(dout, cache):
    """BatchNormalization.backward, as in the book"""
    batch_size = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(xn * dout, axis=0)
    dxn = gamma * dout
    dxc = dxn / std
    dstd = -np.sum((dxn * xc) / (std * std), axis=0)
    dvar = 0.5 * dstd / std
    dxc += (2.0 / batch_size) * xc * dvar
    dmu = np.sum(dxc, axis=0)
    dx = dxc - dmu / batch_size
    return dx, dgamma, dbeta
