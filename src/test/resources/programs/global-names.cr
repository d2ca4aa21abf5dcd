dims D=3, H=2
input x [2, D], g [2, H]
param W [H, D], b [H]
J = sum((W @ x[0] + b) * g[0]) + sum((W @ x[1] + b) * g[1])

derive J
def step(g, x):
    global dW, db
    dW += np.outer(g, x)  # right
    db += g  # right

dW = np.zeros_like(W)
db = np.zeros_like(b)
for t in range(2):
    step(g[t], x[t])
