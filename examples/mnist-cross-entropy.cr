# The network of the slides on MNIST, with the cross-entropy. The gradient of the slides, a - y, is that of the loss with both
# terms, which is what is made small here; the program of the slides prints the first term alone.
# chainrule train examples/mnist-cross-entropy.cr --data FOLDER, where the folder has the four files of MNIST
dims   m
input  X [m, 28, 28] = file("train-images-idx3-ubyte.gz"), t [m] integer(0, 9) = file("train-labels-idx1-ubyte.gz")
input  mu [784] = mean(reshape(file("train-images-idx3-ubyte.gz"), [-1, 784]), axis=0)
input  sd [784] = std(reshape(file("train-images-idx3-ubyte.gz"), [-1, 784]), axis=0, ddof=1)
param  W1 [100, 784] = uniform(-0.5, 0.5), b1 [100] = zeros, W2 [10, 100] = uniform(-0.5, 0.5), b2 [10] = zeros

# Whitening, with the mean and deviation of each pixel in the training pictures, also in the test. (The slides divide by 255 before,
# which makes no difference after.)
A0 = (reshape(X, [m, 784]) - mu) / where(sd > 0, sd, 1)
A1 = sigmoid(A0 @ W1.T + b1)
Z2 = A1 @ W2.T + b2
Y  = one_hot(t, 10)
J  = bce_with_logits(Z2, Y, reduction="sum") / m
accuracy = mean(argmax(Z2, axis=1) == t)
loss J

train
optimizer = sgd(lr=2)
epochs  = 1
batch   = 200
shuffle = seeded
pad     = true
metrics = accuracy
X_test  = file("t10k-images-idx3-ubyte.gz")
t_test  = file("t10k-labels-idx1-ubyte.gz")
