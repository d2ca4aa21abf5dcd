dims m
input X [3, m], Y [2, m]
param W [2, 3], b [2, 1]
Z = np.dot(W, X) + b
A = 1 / (1 + np.exp(-Z))
J = np.sum((A - Y)**2) / (2*m)

derive J
dA = (A - Y) / m
dZ = dA * A * (1 - A)
dW = np.dot(dZ, X.T)
db = np.sum(dZ, axis=1, keepdims=True)
dX = np.dot(W, dZ)
