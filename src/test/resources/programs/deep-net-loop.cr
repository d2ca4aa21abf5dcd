dims n0, n1, n2, n3, m
input A0 [n0, m], Y [n3, m] binary
param W1 [n1, n0], b1 [n1, 1], W2 [n2, n1], b2 [n2, 1], W3 [n3, n2], b3 [n3, 1]

Z1 = W1 @ A0 + b1
A1 = relu(Z1)
Z2 = W2 @ A1 + b2
A2 = relu(Z2)
Z3 = W3 @ A2 + b3
A3 = sigmoid(Z3)
J = -sum(Y*log(A3) + (1 - Y)*log(1 - A3)) / m

derive J
grads = {}
L = 3
m = A3.shape[1]
dZ = (A3 - Y) / m
for l in reversed(range(1, L + 1)):
    A_prev = cache['A' + str(l - 1)]
    W = parameters[f'W{l}']
    grads['dW' + str(l)] = np.dot(dZ, A_prev.T)  # right
    grads['db' + str(l)] = np.sum(dZ, axis=1, keepdims=True)  # right
    if l > 1:
        dA = np.dot(W.T, dZ)
        dZ = dA * (A_prev > 0)
