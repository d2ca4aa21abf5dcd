dims N, D, H, C
input X [N, D], y [N, C] onehot(axis=1), reg []
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]
hidden = maximum(0, X @ W1 + b1)
scores = hidden @ W2 + b2
probs = softmax(scores, axis=1)
loss = -sum(y*log(probs))/N + 0.5*reg*sum(W1*W1) + 0.5*reg*sum(W2*W2)
derive loss
class TwoLayerNet(object):
  def loss(self, X, y=None, reg=0.0):
    W1, b1 = self.params['W1'], self.params['b1']
    W2, b2 = self.params['W2'], self.params['b2']
    N, D = X.shape
    z1 = X.dot(W1) + b1
    hidden = np.maximum(0, z1)
    scores = hidden.dot(W2) + b2
    shifted = scores - scores.max(axis=1, keepdims=True)
    exp_s = np.exp(shifted)
    probs = exp_s / exp_s.sum(axis=1, keepdims=True)
    grads = {}
    dscores = (probs - y) / N # right
    grads['W2'] = hidden.T.dot(dscores) + reg * W2 # right
    grads['b2'] = np.sum(dscores, axis=0) # right
    dhidden = dscores.dot(W2.T) # right
    dhidden[z1 <= 0] = 0
    grads['W1'] = X.T.dot(dhidden) + reg * W1 # right
    grads['b1'] = np.sum(dhidden, axis=0) # right
    return loss, grads
