dims n, h, m
input X [n, m], Y [1, m] probability
param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J = -(1/m) * np.sum(np.multiply(Y, np.log(A2)) + np.multiply(1-Y, np.log(1-A2)))
derive J
dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2)) / m  #= right
dZ2 = np.multiply(dA2, A2 * (1 - A2))  #= right
dW2 = np.dot(dZ2, A1.T)  #= right
db2 = np.sum(dZ2, axis=1, keepdims=True)  #= right
dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))  #= right
dW1 = np.dot(dZ1, X.T)  #= right
db1 = np.sum(dZ1, axis=1, keepdims=True)  #= right
