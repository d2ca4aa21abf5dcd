# source: JuliaDiff/DiffRules.jl#100
# expected: h = 2; got 0, no warning
# holds: h = 2
param x = 0
J = abs(x)^2
h = grad(grad(J, x), x)
