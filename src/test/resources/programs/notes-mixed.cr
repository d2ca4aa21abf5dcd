dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
First $\frac{\partial J}{\partial Z} = \frac{1}{m}(P - Y)$, so in code: % right
```python
dZ = P.copy()
dZ -= Y
dZ /= m # right
dW = np.dot(X.T, dZ) # right
```
