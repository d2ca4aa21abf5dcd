dims N, D, H
input X [N, D], G [N, H]
param W1 [D, H], b1 [H]
J = sum((X @ W1 + b1) * G)

derive J
class Net(object):
    def __init__(self, W1, b1):
        self.params = {}
        self.params['W1'] = W1
        self.params['b1'] = b1

    def loss(self, X, G=None):
        W1, b1 = self.params['W1'], self.params['b1']
        scores = X.reshape(X.shape[0], -1).dot(W1) + b1
        if G is None:
            return scores
        grads = {}
        grads['W1'] = 2 * X.T.dot(G)  # wrong
        grads['b1'] = np.sum(G, axis=0, keepdims=True)  # right
        return scores, grads

net = Net(W1, b1)
scores, grads = net.loss(X, G)
