# source: KernelFunctions.jl#517
# expected: kxy = 5/3; got -0, no warning
# holds: kxy = 5/3
param x = 1, y = 1
r = sqrt(5)*abs(x - y)
k = (1 + r + r^2/3)*exp(-r)
kxy = grad(grad(k, x), y)
