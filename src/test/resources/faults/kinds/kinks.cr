# Second derivatives where there is none: said, not silent.
# holds: h = 0
# warns: h is taken across a kink: x is 0 here
# holds: k = 0
# warns: k is taken across a kink: x is 0 here
# holds: H = [[0, 0], [0, 0]]
# warns: H is taken across a kink: norm(z) is 0 here
# holds: o = 2
param x = 0, y = 1, z [2] = [0, 0]
h = grad(grad(relu(x)^2, x), x)
k = grad(grad(x*abs(x), x), x)
H = hessian(cos(norm(z)), z)
o = grad(grad(relu(y)^2, y), y)
