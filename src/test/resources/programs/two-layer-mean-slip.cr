dims N, D, H, C
input X [N, D], y [N] integer(0, C), reg []
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]
h = relu(X @ W1 + b1)
s = h @ W2 + b2
J = mean(logsumexp(s, axis=1) - sum(s * one_hot(y, C), axis=1)) + 0.5 * reg * (sum(W1^2) + sum(W2^2))

derive J
def loss(self, X, y=None, reg=0.0):
    W1, b1 = self.params['W1'], self.params['b1']
    W2, b2 = self.params['W2'], self.params['b2']
    num_train = X.shape[0]
    z1 = X.dot(W1) + b1
    a1 = np.maximum(0, z1)
    scores = a1.dot(W2) + b2
    scores -= np.max(scores, axis=1, keepdims=True)
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
    correct_logprobs = -np.log(probs[range(num_train), y])
    data_loss = np.sum(correct_logprobs) / num_train
    reg_loss = 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
    loss = data_loss + reg_loss
    grads = {}
    dscores = probs
    dscores[range(num_train), y] -= 1
    dscores /= num_train
    grads['W2'] = np.dot(a1.T, dscores)
    grads['b2'] = np.mean(dscores, axis=0)  # wrong
    dhidden = np.dot(dscores, W2.T)
    dhidden[a1 <= 0] = 0
    grads['W1'] = np.dot(X.T, dhidden)
    grads['b1'] = np.sum(dhidden, axis=0)  # right
    grads['W2'] += reg * W2  # right
    grads['W1'] += reg * W1
    return loss, grads
