# Second derivatives of piecewise functions: said where the pieces bend differently, not where they go on alike.
# holds: a = 2e-4
# warns: a is taken across a kink: x is 0 here
# holds: b = 0
# warns: b is taken across a kink: x is 0 here
# holds: c = 0
# warns: c is taken across a kink: x is 0 here
# holds: d = 0
# warns: d is taken across a kink: y - 0 equals 1 here
# holds: e = -2
# warns: e is taken across a kink: x is 0 here
# holds: f = 2
# holds: g = 0
# holds: h = 0
# warns: h is taken across a kink: y equals 1 here
# holds: i = 2
# warns: i is taken across a kink: x is 0 here
# holds: k = 0
# holds: l = 0
# warns: l is taken across a kink: x is 0 here
# holds: m = 2
# holds: n = [[0.5, 0.5], [0.5, 0.5]]
# warns: n is taken across a kink: z equals expand_dims(max(z), axis=0) here
# holds: o = [[0, 0], [0, 2]]
# warns: o is taken across a kink: entries of z are equal here
# holds: p = 0
# holds: q = 1
param x = 0, y = 1, z [2] = [1, 1]
a = grad(grad(leaky_relu(x)^2, x), x)
b = grad(grad(elu(x), x), x)
c = grad(grad(selu(x), x), x)
d = grad(grad(huber(y, 0), y), y)
e = grad(grad(where(x > 0, x^2, -x^2), x), x)
f = grad(grad(where(x > 0, x^2, x^2), x), x)
g = grad(grad(where(x > 0, x^3, -x^3), x), x)
h = grad(grad(where(y < 1, y^2, 2*y - 1), y), y)
i = grad(grad(where((x >= 0)*(x < 1), x^2, 0), x), x)
k = grad(grad(where((y >= 2)*(y < 3), y^2, 0), y), y)
l = grad(grad(step(x)*x^2, x), x)
m = grad(grad(elu(x)^2, x), x)
n = hessian(max(z)^2, z)
o = hessian(cummax(z)[1]^2, z)
p = grad(grad(abs(x)^3, x), x)
q = grad(where(y > 1, y - 1, y), y)
