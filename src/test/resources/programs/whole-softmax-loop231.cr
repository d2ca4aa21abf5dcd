dims N, D, C=4
input X [N, D], y [N] integer(0, 3), reg []
param W [D, C]
S = X @ W
J = -sum(log_softmax(S, axis=1) * one_hot(y, 4))/N + reg*sum(W*W)

derive J
def softmax_loss_naive(W, X, y, reg):
    loss = 0.0
    dW = np.zeros_like(W)
    num_train = X.shape[0]
    num_classes = W.shape[1]
    for i in range(num_train):
        scores = X[i].dot(W)
        scores -= np.max(scores)
        p = np.exp(scores) / np.sum(np.exp(scores))
        loss += -np.log(p[y[i]])
        for k in range(num_classes):
            dW[:, k] += (p[k] - (k == y[i])) * X[i]
    loss /= num_train
    dW /= num_train
    loss += reg * np.sum(W * W)
    dW += 2 * reg * W # right
    return loss, dW
