# The first computation graph of the course: J = 3(a + bc), forward from left to right, derivatives from right to left.
param a = 5, b = 3, c = 2

u = b * c
v = a + u
J = 3 * v                 # 33

da = grad(J, a)           # 3
db = grad(J, b)           # 6
dc = grad(J, c)           # 9
dv = grad(J, v)           # 3
du = grad(J, u)           # 3

# Nudging a by 0.001 moves J by 0.003: the derivative, measured.
nudged = (3 * (a + 0.001 + u) - J) / 0.001

loss J
