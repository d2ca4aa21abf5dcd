dims N, D
input dout [N, D], eps [] positive
param X [N, D], gamma [D], beta [D]
mu = mean(X, axis=0)
va = mean((X - mu)^2, axis=0)
Xn = (X - mu) / sqrt(va + eps)
out = gamma * Xn + beta
J = sum(out * dout)

derive J
def batchnorm_forward(X, gamma, beta):
    mu = np.mean(X, axis=0)
    var = np.var(X, axis=0)
    X_norm = (X - mu) / np.sqrt(var + eps)
    out = gamma * X_norm + beta
    cache = (X, X_norm, mu, var, gamma, beta)
    return out, cache, mu, var

def batchnorm_backward(dout, cache):
    X, X_norm, mu, var, gamma, beta = cache
    N, D = X.shape
    X_mu = X - mu
    std_inv = 1. / np.sqrt(var + eps)
    dX_norm = dout * gamma
    dvar = np.sum(dX_norm * X_mu, axis=0) * .5 * std_inv**3  # wrong
    dmu = np.sum(dX_norm * -std_inv, axis=0) + dvar * np.mean(-2. * X_mu, axis=0)
    dX = (dX_norm * std_inv) + (dvar * 2 * X_mu / N) + (dmu / N)  # follows
    dgamma = np.sum(dout * X_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dX, dgamma, dbeta

out, cache, mu, var = batchnorm_forward(X, gamma, beta)
dX, dgamma, dbeta = batchnorm_backward(dout, cache)
