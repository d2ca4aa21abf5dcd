# source: JuliaDiff/ForwardDiff.jl#303, jax#39792, functorch#1097
# expected: h = [[1, 0], [0, 1]]; got zeros, no warning
# holds: h = [[1, 0], [0, 1]]
param x [2] = [0, 0]
J = 0.5*norm(x)^2
h = hessian(J, x)
