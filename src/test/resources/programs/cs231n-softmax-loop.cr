dims N, D, C
input X [N, D], y [N, C] onehot(axis=1)
param W [D, C]
input reg []
S = X @ W
P = softmax(S, axis=1)
L = -sum(y*log(P))/N + reg*sum(W*W)
derive L
dW = np.zeros_like(W)
num_train = X.shape[0]
num_classes = W.shape[1]
for i in range(num_train):
    scores = X[i].dot(W)
    scores -= np.max(scores)
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores)
    for j in range(num_classes):
        dW[:, j] += (probs[j] - y[i, j]) * X[i]
dW /= num_train
dW += 2 * reg * W # right
