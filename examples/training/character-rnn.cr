# A recurrent network reads a text letter by letter, and guesses after each letter which one is next.
dims   m, h=32
input  T [m, 9] integer(0, 127) = reshape(file("chain-rule.txt")[:936], [-1, 9])
param  Wx [128, h] = normal(0, 0.3), Wh [h, h] = orthogonal, bh [h] = zeros, Wy [128, h] = normal(0, 0.1), by [128] = zeros

h1 = tanh(Wx[T[:, 0]] + bh)
h2 = tanh(Wx[T[:, 1]] + h1 @ Wh.T + bh)
h3 = tanh(Wx[T[:, 2]] + h2 @ Wh.T + bh)
h4 = tanh(Wx[T[:, 3]] + h3 @ Wh.T + bh)
h5 = tanh(Wx[T[:, 4]] + h4 @ Wh.T + bh)
h6 = tanh(Wx[T[:, 5]] + h5 @ Wh.T + bh)
h7 = tanh(Wx[T[:, 6]] + h6 @ Wh.T + bh)
h8 = tanh(Wx[T[:, 7]] + h7 @ Wh.T + bh)
Z  = stack([h1, h2, h3, h4, h5, h6, h7, h8], axis=1) @ Wy.T + by
J  = softmax_cross_entropy(Z, T[:, 1:])
accuracy   = mean(argmax(Z, axis=2) == T[:, 1:])
perplexity = exp(J)
loss J

train
optimizer = adam(lr=0.01)
epochs  = 40
batch   = 20
shuffle = seeded
metrics = [accuracy, perplexity]
