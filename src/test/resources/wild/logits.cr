# dy of y = softmax(z): where no line gives dz, it may be the gradient at the logits
dims N, D, C
input X [N, D], t [N, C] onehot(axis=1), k [N] integer(0, C-1)
param W [D, C], b [C]
z = X @ W + b
y = softmax(z, axis=1)
L = -sum(t * log(y)) / N
K = softmax_cross_entropy(z, k, axis=1)
derive L
dy = (y - t) / N  #= right
dW = X.T @ dy  #= right
db = sum(dy, axis=1)  #= wrong_axis
derive K
dz = (softmax(z, axis=1) - one_hot(k, C)) / N  #= right
