dims N, D, C=5
input X [N, D], y [N] integer(0, 4), reg []
param W [D, C]
scores = X @ W
cs = sum(scores * one_hot(y, 5), axis=1, keepdims=true)
margins = max(0, scores - cs + 1) * (1 - one_hot(y, 5))
loss = sum(margins)/N + reg*sum(W*W)
derive loss
def svm_loss_vectorized(W, X, y, reg):
    num_train = X.shape[0]
    scores = X @ W # right
    correct = scores[np.arange(num_train), y].reshape(-1, 1)
    margins = np.maximum(0, scores - correct + 1)
    margins[np.arange(num_train), y] = 0
    mask = np.zeros_like(margins)
    mask[margins > 0] = 1
    row_sum = np.sum(mask, axis=1)
    mask[np.arange(num_train), y] = -row_sum.T
    dW = np.dot(X.T, mask)
    dW /= num_train
    dW += 2 * reg * W # right
    return loss, dW
