# A layer with one row per sample, as frameworks write it. The bias gradient is the sum over the rows.
dims   m, n, k
input  X [m, n], T [m, k]
param  W [k, n], b [1, k]

Z = X @ W.T + b
A = tanh(Z)
J = sum((A - T)^2) / 2

derive J
dA = A - T
dZ = dA * tanh'(Z)
dX = dZ @ W
dW = X.T @ dZ
db = sum(dZ, axis=0, keepdims=true)
