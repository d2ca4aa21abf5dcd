# TensorFlow Playground, "xor": four squares, opposite ones alike.
dims   m
input  D [m, 3] = samples("xor", 500)
param  W1 [8, 2] = he, b1 [8] = zeros, w2 [8] = normal(0, 0.5), b2 = 0

X = D[:, :2]
t = D[:, 2]
A = relu(X @ W1.T + b1)
z = A @ w2 + b2
J = bce_with_logits(z, t)
accuracy = mean((z > 0) == t)
loss J

train
optimizer = adam(lr=0.03)
epochs  = 100
batch   = 10
shuffle = seeded
D_test  = samples("xor", 500, seed=1)
