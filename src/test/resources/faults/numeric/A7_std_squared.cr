# source: kind of ForwardDiff.jl#303
# expected: h = [[0.5, -0.5], [-0.5, 0.5]], as hessian(var(x), x) gives; got zeros
# holds: h = [[0.5, -0.5], [-0.5, 0.5]]
# holds: v = [[0.5, -0.5], [-0.5, 0.5]]
param x [2] = [1, 1]
h = hessian(std(x)^2, x)
v = hessian(var(x), x)
