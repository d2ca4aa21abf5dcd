# source: JuliaDiff/ForwardDiff.jl#243
# expected: h = -identity; got zeros
# holds: h = -eye(2)
param x [2] = [0, 0]
u = (1 + norm(x)^2)^(-1/2)
h = hessian(u, x)
