dims N, D, H, C
input X [N, D], y [N] integer(0, C-1)
param W1 [D, H], b1 [H], W2 [H, C], b2 [C], reg []

h = relu(X @ W1 + b1)
scores = h @ W2 + b2
loss = mean(logsumexp(scores, axis=1)) - sum(scores * one_hot(y, C)) / N + reg * (sum(W1 * W1) + sum(W2 * W2))

derive loss
class TwoLayerNet(object):
    def loss(self, X, y=None, reg=0.0):
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']
        N, D = X.shape

        # Compute the forward pass
        z1 = X.dot(W1) + b1
        a1 = np.maximum(0, z1)
        scores = a1.dot(W2) + b2
        if y is None:
            return scores

        shift_scores = scores - np.max(scores, axis=1).reshape(-1, 1)
        softmax_output = np.exp(shift_scores) / np.sum(np.exp(shift_scores), axis=1).reshape(-1, 1)
        loss = -np.sum(np.log(softmax_output[range(N), list(y)]))
        loss /= N
        loss += reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

        # Backward pass: compute gradients
        grads = {}
        dscores = softmax_output.copy()
        dscores[range(N), list(y)] -= 1
        dscores /= N
        grads['W2'] = a1.T.dot(dscores) + 2 * reg * W2
        grads['b2'] = np.sum(dscores, axis=0)

        dh = dscores.dot(W2.T)
        dh_ReLu = (a1 > 0) * dh
        grads['W1'] = X.T.dot(dh_ReLu) + 2 * reg * W1
        grads['b1'] = np.sum(dh_ReLu, axis=0)

        return loss, grads
