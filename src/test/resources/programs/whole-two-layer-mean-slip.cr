dims N, D, H, C
input X [N, D], y [N] integer(0, C-1), reg []
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]
hidden = relu(X @ W1 + b1)
scores = hidden @ W2 + b2
loss = -sum(one_hot(y, C) * log(softmax(scores, axis=1))) / N + reg * (sum(W1*W1) + sum(W2*W2))

derive loss
class TwoLayerNet(object):
  def loss(self, X, y=None, reg=0.0):
    W1, b1 = self.params['W1'], self.params['b1']
    W2, b2 = self.params['W2'], self.params['b2']
    N, D = X.shape
    fc1 = X.dot(W1) + b1
    X2 = np.maximum(0, fc1)
    scores = X2.dot(W2) + b2
    if y is None:
      return scores
    scores -= np.max(scores, axis=1, keepdims=True)
    scores_exp = np.exp(scores)
    softmax_matrix = scores_exp / np.sum(scores_exp, axis=1, keepdims=True)
    loss = np.sum(-np.log(softmax_matrix[np.arange(N), y]))
    loss /= N
    loss += reg * (np.sum(W2 * W2) + np.sum(W1 * W1))
    grads = {}
    softmax_matrix[np.arange(N), y] -= 1
    softmax_matrix /= N
    dW2 = X2.T.dot(softmax_matrix)
    db2 = softmax_matrix.mean(axis=0) # wrong
    dX2 = softmax_matrix.dot(W2.T)
    dfc1 = dX2 * (fc1 > 0)
    dW1 = X.T.dot(dfc1)
    db1 = dfc1.sum(axis=0)
    dW1 += reg * 2 * W1
    dW2 += reg * 2 * W2
    grads = {'W1': dW1, 'b1': db1, 'W2': dW2, 'b2': db2}
    return loss, grads
