# A part of the derivation that was not understood, and what is made of it
dims m, n
input X [m, n], y [m]
param w [n], c []
r = X @ w + c - y
J = sum(r^2) / m
derive J
total = y.shape[0]
total /= 2  #= other
s = 2 * r / total
dw = X.T @ s  #= follows
dr = 2 * r / m  #= right
dQ = r
unused = r * 2
here the bias follows
def back(r):
    """the gradient by c"""
    dc = sum(dr)  #= right
    return dc
