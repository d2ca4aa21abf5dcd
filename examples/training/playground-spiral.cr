# TensorFlow Playground, "spiral": two arms, one around the other, and two hidden layers that learn them.
dims   m
input  D [m, 3] = samples("spiral", 400, noise=0.02)
param  W1 [16, 2] = xavier, b1 [16] = zeros, W2 [16, 16] = xavier, b2 [16] = zeros, w3 [16] = normal(0, 0.3), b3 = 0

X  = D[:, :2]
t  = D[:, 2]
A1 = tanh(X @ W1.T + b1)
A2 = tanh(A1 @ W2.T + b2)
z  = A2 @ w3 + b3
J  = bce_with_logits(z, t)
accuracy = mean((z > 0) == t)
loss J

train
optimizer = adam(lr=0.005)
epochs  = 150
batch   = 10
shuffle = seeded
D_test  = samples("spiral", 400, noise=0.02, seed=1)
