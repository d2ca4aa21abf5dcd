param x [], y []
sigy = 1 / (1 + exp(-y))
num = x + sigy
sigx = 1 / (1 + exp(-x))
xpy = x + y
xpysqr = xpy^2
den = sigx + xpysqr
invden = 1 / den
f = num * invden
derive f
# backprop f = num * invden
dnum = invden # gradient on numerator # right
dinvden = num # right
# backprop invden = 1.0 / den
dden = (-1.0 / (den**2)) * dinvden # right
# backprop den = sigx + xpysqr
dsigx = (1) * dden # right
dxpysqr = (1) * dden # right
# backprop xpysqr = xpy**2
dxpy = (2 * xpy) * dxpysqr # right
# backprop xpy = x + y
dx = (1) * dxpy
dy = (1) * dxpy
# backprop sigx
dx += ((1 - sigx) * sigx) * dsigx # Notice += !!
# backprop num = x + sigy
dx += (1) * dnum # right
dsigy = (1) * dnum # right
# backprop sigy
dy += ((1 - sigy) * sigy) * dsigy # right
