dims N, D
input x [N, D], dy [N, D]
param gamma [D], beta [D]
mu = mean(x, axis=1, keepdims=true)
xc = x - mu
var = mean(xc^2, axis=1, keepdims=true)
std = sqrt(var + 1e-5)
xhat = xc / std
y = gamma*xhat + beta
L = sum(y*dy)
derive L
dgamma = (dy*xhat).sum(axis=0)
dbeta = dy.sum(0)
dxhat = dy*gamma
dx = (dxhat - dxhat.mean(axis=1, keepdims=True) - xhat*(dxhat*xhat).mean(axis=1, keepdims=True))/std
dx = (1/D)/std * (D*dxhat - np.sum(dxhat, axis=1, keepdims=True) - xhat*np.sum(dxhat*xhat, axis=1, keepdims=True))
