# source: kind of KernelFunctions.jl#517
# expected: H = identity; got zeros, no warning
# holds: H = eye(2)
param x [2] = [1, 2], y [2] = [1, 2]
k = exp(-norm(x - y)^2/2)
H = jacobian(grad(k, x), y)
