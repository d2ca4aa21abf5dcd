dZ2 = (Z2 - Y) / n
dW2 = np.dot(dZ2, A1.T)
db2 = np.sum(dZ2, axis=0, keepdims=True)
dZ1 = np.dot(W2.T, dZ2) * (1 - A1**2)
dW1 = dZ1.dot(X.T)
db1 = dZ1.sum(axis=1, keepdims=True)
