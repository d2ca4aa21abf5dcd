import numpy as np

def backward(X, Y, Z2, A1, W2, m, n):
    dZ2 = (Z2 - Y) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2)
    db1 = dZ1.sum(axis=1, keepdims=True)
    return db2, db1
