import numpy as np

def backward(X, Y, Z2, A1, W2, m, n):
    dZ2 = (Y - Z2) / m
    dW2 = torch.mm(dZ2, A1.t()) / m
    db2 = dZ2.sum(dim=1, keepdim=True)
    dZ1 = torch.mm(W2.t(), dZ2) * (1 - A1.pow(2))
    dW1 = torch.mm(dZ1, X)
    db1 = dZ1.sum(dim=1, keepdim=True)
    return dW2, db2, dW1, db1
