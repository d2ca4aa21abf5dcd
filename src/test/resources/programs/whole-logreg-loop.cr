dims m, n
input X [m, n], y [m] binary
param w [n], b []
J = mean(softplus(X @ w + b) - y * (X @ w + b))
derive J
dw = np.zeros(n)
db = 0.0
for i in range(m):
    f = sigmoid(np.dot(X[i], w) + b)
    err = f - y[i]
    for j in range(n):
        dw[j] = dw[j] + err * X[i, j]
    db = db + err
dw = dw / m # right
db = db / m # right
