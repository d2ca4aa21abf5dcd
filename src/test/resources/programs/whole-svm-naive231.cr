dims N, D, C=4
input X [N, D], y [N] integer(0, 3), reg []
param W [D, C]
S = X @ W
correct = sum(S * one_hot(y, 4), axis=1, keepdims=true)
M = max(0, S - correct + 1) * (1 - one_hot(y, 4))
J = sum(M)/N + reg*sum(W*W)

derive J
def svm_loss_naive(W, X, y, reg):
  dW = np.zeros(W.shape) # initialize the gradient as zero
  num_classes = W.shape[1]
  num_train = X.shape[0]
  loss = 0.0
  for i in xrange(num_train):
    scores = X[i].dot(W)
    correct_class_score = scores[y[i]]
    for j in xrange(num_classes):
      if j == y[i]:
        continue
      margin = scores[j] - correct_class_score + 1 # note delta = 1
      if margin > 0:
        loss += margin
        dW[:,j] += X[i]
        dW[:,y[i]] -= X[i]
  loss /= num_train
  dW /= num_train
  loss += reg * np.sum(W * W)
  dW += 2 * reg * W # right
  return loss, dW
