# Digits of 8 by 8 pixels, from 0 to 16, and one layer with softmax. The data are the two files of the UCI repository, a digit a
# line: 64 pixels and what it is. chainrule train digits-softmax.cr --data FOLDER
dims   m
input  D [m, 65] = file("optdigits_tra.csv"), digits [10] = arange
param  W [10, 64] = zeros, b [10] = zeros

X = D[:, :64]/16
Y = D[:, 64:] == digits
Z = X @ W.T + b
J = softmax_cross_entropy(Z, Y)
accuracy = mean(argmax(Z, axis=1) == argmax(Y, axis=1))
loss J

train
optimizer = sgd(lr=1)
epochs  = 10
batch   = 32
shuffle = seeded
D_test  = file("optdigits_tes.csv")
