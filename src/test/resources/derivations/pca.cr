dims n, d, k
input X [n, d]
param W [d, k]
L = -trace(W.T @ X.T @ X @ W)
derive L
$$\frac{\partial L}{\partial W} = -2 X^TXW$$
dW = -2*X.T@X@W
$$L = -\|XW\|_F^2$$
$$dL = -2 tr(W^TX^TX dW)$$
