# source: kind of tinygrad#17944 (squares of large x), jax#40634
# expected: h = -2e-300 and -2e-240; got -0 and -1.99998e-240
# holds: h = -2e-300
# holds: k = -2e-240
param x = 1e100, y = 1e80
h = grad(grad(atan(x), x), x)
k = grad(grad(atan(y), y), y)
