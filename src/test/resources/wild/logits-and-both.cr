# where dz is given too, dy is the gradient by y
dims N, D, C
input X [N, D], t [N, C] onehot(axis=1)
param W [D, C]
z = X @ W
y = softmax(z, axis=1)
L = -sum(t * log(y)) / N
derive L
dy = (y - t) / N  #= loss_gradient_mismatch
dz = y * (dy - sum(y * dy, axis=1, keepdims=true))  #= follows
