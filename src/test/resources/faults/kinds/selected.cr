# What is not selected brings nothing in, at every order.
# holds: g = [0, 0.5]
# holds: h = [[0, 0], [0, -0.25]]
# holds: j = 0.5
# holds: t = [0, 1/2]
# holds: m = [0, 0.25, 0]
# holds: w = [1]
# holds: d = [1, 0]
param p [2] = [0, 1], q [3] = [0, 4, 16], w0 [1] = [2], n [2] = [1, 0]
g = grad(sqrt(p)[1], p)
h = hessian(sqrt(p)[1], p)
j = jvp(sqrt(p)[1], p, [1, 1])
t = grad(sum(take(sqrt(p), [1])), p)
m = grad(sum(clamp(sqrt(q), min=1, max=3)), q)
w = grad(((w0/[0, 1]))[1], w0)
d = grad(minimum(n, [2, 5])[0] + 0*relu(-1/n)[1], n)
