dims nx, n1, m
input X [nx, m], Y [1, m]
param W1 [n1, nx], b1 [n1, 1], W2 [1, n1], b2 [1, 1]
Z1 = W1 @ X + b1
A1 = relu(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J = -mean(Y * log(A2) + (1 - Y) * log(1 - A2))

derive J
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)  # right
    return dA_prev, dW, db

def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ

def L_model_backward(AL, Y, caches):
    grads = {}
    linear_cache, Z = caches[1]
    dZ = AL - Y
    grads["dA1"], grads["dW2"], grads["db2"] = linear_backward(dZ, linear_cache)
    linear_cache, Z = caches[0]
    dZ = relu_backward(grads["dA1"], Z)
    grads["dA0"], grads["dW1"], grads["db1"] = linear_backward(dZ, linear_cache)
    return grads

caches = [((X, W1, b1), Z1), ((A1, W2, b2), Z2)]
grads = L_model_backward(A2, Y, caches)  # right
