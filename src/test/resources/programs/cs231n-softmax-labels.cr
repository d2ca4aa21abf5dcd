dims N=5, D=4, C=3
input X [N, D], y [N] integer(0, 2)
param W [D, C]
input reg []
S = X @ W
P = softmax(S, axis=1)
L = -sum(one_hot(y, C)*log(P))/N + reg*sum(W*W)
derive L
num_train = X.shape[0]
scores = X.dot(W)
scores -= np.max(scores, axis=1, keepdims=True)
softmax_output = np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True)
dscores = softmax_output.copy()
dscores[np.arange(num_train), y] -= 1
dW = X.T.dot(dscores)
dW = dW / num_train + 2 * reg * W # right
