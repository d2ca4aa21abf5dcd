dims n
input y [n] binary
param z [n]
p = sigmoid(z)
pt = y*p + (1-y)*(1-p)
L = -sum((1-pt)^2 * log(pt))
derive L
dpt = 2*(1-pt)*log(pt) - (1-pt)^2/pt
dp = dpt * (2*y - 1)
dz = dp * p * (1-p)
