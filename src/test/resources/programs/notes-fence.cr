dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
Here is the code:
```python
dZ = P.copy() 
dZ[range(m), Y.argmax(axis=1)] -= 1
dZ /= m  # right
dW = X.T @ dZ  # right
```
and that is all.
