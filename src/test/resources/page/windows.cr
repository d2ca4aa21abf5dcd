# a mark of the byte order, and lines that end as on Windows
param x [2] = [1, 2]
J = sum(x^3)

derive J
dx = 3 * x^2
