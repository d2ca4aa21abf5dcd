# The same network with sigmoids, tanh and ReLU, from the same weights and on the same two moons: tanh learns faster than the
# sigmoid, because its values have mean zero and its slope is up to four times as steep.
dims   m
input  D [m, 3] = samples("moons", 200, noise=0.1)
param  U1 [8, 2] = xavier, a1 [8] = zeros, U2 [8] = normal(0, 0.5), a2 = 0        # sigmoid
param  V1 [8, 2] = xavier, b1 [8] = zeros, V2 [8] = normal(0, 0.5), b2 = 0        # tanh
param  W1 [8, 2] = he, c1 [8] = zeros, W2 [8] = normal(0, 0.5), c2 = 0            # ReLU

X = D[:, :2]
t = D[:, 2]
J_sigmoid = bce_with_logits(sigmoid(X @ U1.T + a1) @ U2 + a2, t)
J_tanh    = bce_with_logits(tanh(X @ V1.T + b1) @ V2 + b2, t)
J_relu    = bce_with_logits(relu(X @ W1.T + c1) @ W2 + c2, t)
J = J_sigmoid + J_tanh + J_relu
loss J

train
optimizer = sgd(lr=0.5)
epochs  = 300
metrics = [J_sigmoid, J_tanh, J_relu]
