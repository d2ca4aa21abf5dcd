param z [] = -0.0, u [] = 5e-324, w [6] = [-0.4, 0.4, -1.5, 2.5, -0.0, 0]
a = -w
b = floor(w)
c = ceil(w)
d = round(w)
e = sign(w)
f = sqrt(abs(z)) * -1
g = maximum(w, z)
h = minimum(w, 0)
i = 1 / z
k = z + z
l = z * -1
m = u * 3
n = u + u
o = w * 1e-320
p = w * 1e300 * 1e10
q = [1e23, 2e23, 5e-324, 1e-323, 1.5e-323, 9e-323, 4.35, 0.001, 0.0009999, 1e7, 9999999, 12345678.9, 2.2250738585072014e-308]
J = sum(w^2) + z
