dims n
input x [n], g [n]
param w [n]
z = w * x
J = sum(g * z^2)

derive J
mask = (2 * z).astype(int)  # open
dz = g * mask  # open
dw = dz * x  # open
