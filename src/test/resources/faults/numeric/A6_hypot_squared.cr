# source: kind of ForwardDiff.jl#303
# expected: h = 2; got 0
# holds: h = 2
param x = 0, y = 0
J = hypot(x, y)^2
h = grad(grad(J, x), x)
