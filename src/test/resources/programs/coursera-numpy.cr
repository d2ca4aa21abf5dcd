dims n0, n1, n2, m
input X [n0, m], Y [n2, m] binary
param W1 [n1, n0], b1 [n1, 1], W2 [n2, n1], b2 [n2, 1]
Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J = -sum(Y*log(A2) + (1 - Y)*log(1 - A2))/m
derive J per sample
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    A1 = cache["A1"]
    A2 = cache["A2"]
    dZ2 = A2 - Y # right
    dW2 = 1 / m * np.dot(dZ2, A1.T) # right
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True) # right
    dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2)) # right
    dW1 = 1 / m * np.dot(dZ1, X.T) # right
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True) # right
    grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    return grads
