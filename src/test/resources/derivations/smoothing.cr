dims m, k
input Y [m,k] onehot(axis=1)
param Z [m,k]
Q = 0.9*Y + 0.1/k
P = softmax(Z, axis=1)
L = -mean(sum(Q*log(P), axis=1))
derive L
dZ = (P - Q)/m
$$\frac{\partial L}{\partial Z} = \frac{1}{m}(P - Q)$$
dZ = (softmax(Z, axis=1) - 0.9*Y - 0.1/k)/m
