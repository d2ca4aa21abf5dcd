# source: kind of pytorch#80926
# expected: h = -2e-270; got -0
# holds: h = -2e-270
param x = 1e90
h = grad(grad(softsign(x), x), x)
