# Compositions that are smooth although a part of them is not.
# holds: c = -1
# holds: q = 0
# holds: p = -3
# holds: s = 2
# holds: M = -3/0.49*eye(2)
# holds: L = 1
# holds: V = [[0.5, -0.5], [-0.5, 0.5]]
# holds: N = -2*eye(2)
param x = 0, z [2] = [0, 0], a [2] = [4, 4]
c = grad(grad(cos(abs(x)), x), x)
q = grad(grad(abs(x)^3, x), x)
r = sqrt(3)*abs(x)
p = grad(grad((1 + r)*exp(-r), x), x)
s = grad(grad(sqrt(x^2)^2, x), x)
d = sqrt(sum(z^2))
M = hessian((1 + sqrt(3)*d/0.7)*exp(-sqrt(3)*d/0.7), z)
L = grad(grad(log(cosh(abs(x))), x), x)
V = hessian(std(a)*std(a), a)
N = hessian(exp(-norm(z)^2), z)
