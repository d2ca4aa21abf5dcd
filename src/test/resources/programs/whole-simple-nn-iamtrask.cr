dims n, d, h
input X [n, d], y [n, 1]
param syn0 [d, h], syn1 [h, 1]
l1 = sigmoid(X @ syn0)
l2 = sigmoid(l1 @ syn1)
J = 0.5 * sum((y - l2)^2)
derive J
def nonlin(x, deriv=False):
    if deriv == True:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

l2_error = l2 - y
l2_delta = l2_error * nonlin(l2, deriv=True)
l1_error = l2_delta.dot(syn1.T)
l1_delta = l1_error * nonlin(l1, deriv=True)
dsyn1 = l1.T.dot(l2_delta) # right
dsyn0 = X.T.dot(l1_delta) # right
