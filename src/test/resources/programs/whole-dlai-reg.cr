dims n0, n1, n2, m
input X [n0, m], Y [1, m] binary, lambd []
param W1 [n1, n0], b1 [n1, 1], W2 [n2, n1], b2 [n2, 1], W3 [1, n2], b3 [1, 1]
Z1 = W1 @ X + b1
A1 = relu(Z1)
Z2 = W2 @ A1 + b2
A2 = relu(Z2)
Z3 = W3 @ A2 + b3
A3 = sigmoid(Z3)
J = -mean(Y*log(A3) + (1 - Y)*log(1 - A3)) + lambd/(2*m)*(sum(W1^2)+sum(W2^2)+sum(W3^2))

derive J
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = A3 - Y # right
    dW3 = 1. / m * np.dot(dZ3, A2.T) + lambd/m * W3 # right
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True) # right
    dA2 = np.dot(W3.T, dZ3) # right
    dZ2 = np.multiply(dA2, np.int64(A2 > 0)) # right
    dW2 = 1. / m * np.dot(dZ2, A1.T) + lambd/m * W2 # right
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True) # right
    dA1 = np.dot(W2.T, dZ2) # right
    dZ1 = np.multiply(dA1, np.int64(A1 > 0)) # right
    dW1 = 1. / m * np.dot(dZ1, X.T) + lambd/m * W1 # right
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True) # right
    gradients = {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
                 "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
                 "dZ1": dZ1, "dW1": dW1, "db1": db1}
    return gradients
