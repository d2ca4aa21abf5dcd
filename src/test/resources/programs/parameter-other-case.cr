dims n, d
input X [n, d], y [n, 1]
param w [d, 1], b []
z = X @ w + b
a = sigmoid(z)
J = -mean(y * log(a) + (1 - y) * log(1 - a))

derive J
def propagate(w, b, X, Y):
    m = X.shape[0]
    A = 1 / (1 + np.exp(-(np.dot(X, w) + b)))
    dZ = A - Y
    dw = (1 / m) * np.dot(X.T, dZ)  # right
    db = (1 / m) * np.sum(dZ)  # right
    return {"dw": dw, "db": db}
