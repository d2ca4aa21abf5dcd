dims N, D, H, K
input X [N, D], T [N, K]
param W1 [D, H], b1 [H], W2 [H, K], b2 [K]
z1 = X @ W1 + b1
a1 = tanh(z1)
z2 = a1 @ W2 + b2
loss = 0.5*sum((z2 - T)^2)/N
derive loss
class MLP:
    def backward(self, X, T):
        N = X.shape[0]
        delta2 = (self.z2 - T) / N
        self.grads = {}
        self.grads['W2'] = self.a1.T @ delta2  # right
        self.grads['b2'] = delta2.sum(axis=1)  # wrong
        delta1 = (delta2 @ self.params['W2'].T) * (1 - self.a1 ** 2)
        self.grads['W1'] = X.T @ delta1  # right
        self.grads['b1'] = delta1.sum(axis=0)  # right
        return self.grads
