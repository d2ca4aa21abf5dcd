# A small convolutional network tells pictures with a vertical edge from those with a horizontal one.
dims   m
input  D [m, 37] = samples("edges", 200, noise=0.3)
param  K [4, 1, 3, 3] = he, c [4] = zeros, w [4] = normal(0, 0.5), b = 0

X = reshape(D[:, :36], [m, 1, 6, 6])
t = D[:, 36]
H = max_pool2d(relu(conv2d(X, K, c)), kernel=2)
z = mean(H, axis=[2, 3]) @ w + b
J = bce_with_logits(z, t)
accuracy = mean((z > 0) == t)
loss J

train
optimizer = adam(lr=0.05)
epochs  = 20
batch   = 20
shuffle = seeded
D_test  = samples("edges", 200, noise=0.3, seed=1)
