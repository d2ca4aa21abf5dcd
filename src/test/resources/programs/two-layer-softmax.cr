dims N, D, H, C=4
input X [N, D], y [N] integer(0, 3), reg = 0.05
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]

z1 = X @ W1 + b1
h1 = relu(z1)
scores = h1 @ W2 + b2
J = softmax_cross_entropy(scores, y, axis=1) + reg * (sum(W1^2) + sum(W2^2))

derive J
class TwoLayerNet(object):
    def loss(self, X, y=None, reg=0.0):
        N, D = X.shape
        exp_scores = np.exp(scores - np.max(scores, axis=1, keepdims=True))
        probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
        grads = {}
        dscores = probs.copy()
        dscores[np.arange(N), y] -= 1
        dscores /= N  # right
        grads['W2'] = h1.T.dot(dscores)
        grads['b2'] = np.sum(dscores, axis=0)  # right
        dh1 = dscores.dot(W2.T)  # right
        dh1[h1 <= 0] = 0
        grads['W1'] = X.T.dot(dh1)
        grads['b1'] = np.sum(dh1, axis=0)  # right
        grads['W2'] += 2 * reg * W2  # right
        grads['W1'] += 2 * reg * W1  # right
        return loss, grads
