dims m, n
input X [m, n], y [m]
param w [n, 1]
z = X @ w
J = mean((z - reshape(y, [m, 1]))^2)

derive J
y = y.reshape(-1, 1)
dz = X.dot(w)
dz -= y
dz *= 2 / m  # right
dw = X.T.dot(dz)  # right
