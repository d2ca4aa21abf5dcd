dims m, n, h
input X [m,n], M [m,h] binary, G [m,h]
param W [n,h], b [h], keep [] positive
Z = X@W + b
A = relu(Z)
D = A*M/keep
L = sum(D*G)
derive L
dD = G
dA = dD*M/keep
dZ = dA*(Z > 0)
dW = X.T@dZ
db = dZ.sum(axis=0)
