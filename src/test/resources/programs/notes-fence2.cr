dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
```python
dZ = (P - Y)/m # right
```
Then
```python
dW = X @ dZ # wrong
db = dZ.sum(axis=0, keepdims=True) # right
```
