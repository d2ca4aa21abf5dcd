dims B, T, C
input x [B, T, C], dout [B, T, C]
param w [C], b [C]
mean_ = mean(x, axis=-1, keepdims=true)
xshift = x - mean_
var = mean(xshift^2, axis=-1, keepdims=true)
rstd = (var + 1e-5)^(-0.5)
norm = xshift * rstd
out = norm * w + b
J = sum(out * dout)

derive J
@staticmethod
def backward(dout, cache):
    x, w, mean, rstd = cache
    # recompute the norm (save memory at the cost of compute)
    norm = (x - mean) * rstd # right
    # gradients for weights, bias
    db = dout.sum((0, 1)) # right
    dw = (dout * norm).sum((0, 1)) # right
    # gradients for input
    dnorm = dout * w # right
    dx = dnorm - dnorm.mean(-1, keepdim=True) - norm * (dnorm * norm).mean(-1, keepdim=True)
    dx *= rstd # right
    return dx, dw, db
