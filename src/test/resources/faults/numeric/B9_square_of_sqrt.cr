# source: tensorflow#5562
# expected: g = 1; got nan
# holds: g = 1
param x = 0
g = grad(square(sqrt(x)), x)
