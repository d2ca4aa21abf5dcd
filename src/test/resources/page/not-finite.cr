input x [4] = [inf, -inf, nan, 1e308]
param w [4] = [1, 2, 0, 10], u [] = 5e-324
a = x * w
b = log(w)
c = exp(1000 * w)
d = 0 / w[2]
e = -0.0 * u
f = u / 2
g = sqrt(-w)
h = 1e-320 * w
J = sum(w^2) + u
