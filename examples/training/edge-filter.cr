# Nine numbers are learned from what they do: pictures with edges, and the pictures that the vertical edge filter of the lecture
# makes of them. What is found is the filter.
dims   m
input  D [m, 37] = samples("edges", 64, noise=0.3)
param  K [1, 1, 3, 3] = normal(0, 0.1)

X = reshape(D[:, :36], [m, 1, 6, 6])
truth = reshape([1, 0, -1, 1, 0, -1, 1, 0, -1], [1, 1, 3, 3])
J = mean((conv2d(X, K) - conv2d(X, truth))^2)
loss J

train
optimizer = adam(lr=0.05)
epochs  = 400
