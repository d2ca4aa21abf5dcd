dims N=4, D=3, C=3
input X [N, D], y [N] integer(0, 2)
param W [D, C], reg []

scores_all = X @ W
loss = mean(logsumexp(scores_all, axis=1)) - sum(scores_all * one_hot(y, C)) / N + reg * sum(W * W)

derive loss
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
        for j in range(num_classes):
            if j == y[i]:
                dW[:, j] += (p[j] + 1) * X[i] # wrong
            else:
                dW[:, j] += p[j] * X[i]
    loss /= num_train
    dW /= num_train
    loss += reg * np.sum(W * W)
    dW += 2 * reg * W # follows
    return loss, dW
