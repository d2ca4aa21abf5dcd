# A square too small for a double is not 0 where the result depends on it.
# holds: a = 1e-300
# warns: the value of a is that of 50 digits
# holds: b = 1
# warns: the value of b is that of 50 digits
# holds: c = 1
# holds: e = 1
# holds: f = 0
# holds: g = 1
param x = 1e-300, y = 3
a = x^2/x
b = grad(a, x)
c = grad(x^3/x^2, x)
e = x/sqrt(x^2)
f = x^2
g = 1 + x^2*y
