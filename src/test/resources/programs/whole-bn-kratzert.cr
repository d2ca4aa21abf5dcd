dims N, D
input x [N, D], dout [N, D]
param gamma [D], beta [D]
mu = mean(x, axis=0)
xmu = x - mu
var = mean(xmu^2, axis=0)
sqrtvar = sqrt(var + 1e-5)
ivar = 1 / sqrtvar
xhat = xmu * ivar
out = gamma * xhat + beta
J = sum(out * dout)

derive J
def batchnorm_backward(dout, cache):
  #unfold the variables stored in cache
  xhat,gamma,xmu,ivar,sqrtvar,var,eps = cache
  #get the dimensions of the input/output
  N,D = dout.shape
  #step9
  dbeta = np.sum(dout, axis=0) # right
  dgammax = dout #not necessary, but more understandable
  #step8
  dgamma = np.sum(dgammax*xhat, axis=0) # right
  dxhat = dgammax * gamma # right
  #step7
  divar = np.sum(dxhat*xmu, axis=0) # right
  dxmu1 = dxhat * ivar
  #step6
  dsqrtvar = -1. /(sqrtvar**2) * divar # right
  #step5
  dvar = 0.5 * 1. /np.sqrt(var+eps) * dsqrtvar # right
  #step4
  dsq = 1. /N * np.ones((N,D)) * dvar
  #step3
  dxmu2 = 2 * xmu * dsq
  #step2
  dx1 = (dxmu1 + dxmu2)
  dmu = -1 * np.sum(dxmu1+dxmu2, axis=0) # right
  #step1
  dx2 = 1. /N * np.ones((N,D)) * dmu
  #step0
  dx = dx1 + dx2 # right
  return dx, dgamma, dbeta
