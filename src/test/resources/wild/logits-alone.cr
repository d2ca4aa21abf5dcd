# nothing follows from it: what it is meant to be is not known
dims N, C
input t [N, C] onehot(axis=1)
param z [N, C]
y = softmax(z, axis=1)
L = -sum(t * log(y)) / N
derive L
dy = (y - t) / N  #= undecided
