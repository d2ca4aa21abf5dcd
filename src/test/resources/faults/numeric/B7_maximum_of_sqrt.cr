# source: ml-explore/mlx#3668, #3692
# expected: g = 0; got nan
# holds: g = 0
param x = 0, y = 0
rho = sqrt(x*x + y*y)
g = grad(maximum(rho, 1e-10), x)
