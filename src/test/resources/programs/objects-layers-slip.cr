dims N, D, H, C
input X [N, D], Y [N, C] onehot(axis=1)
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]
h = tanh(X @ W1 + b1)
s = h @ W2 + b2
J = -sum(Y * log(softmax(s, axis=1))) / N
derive J
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b
    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b
    def backward(self, grad):
        self.dW = np.dot(self.x.T, grad) # follows
        self.db = np.sum(grad, axis=0) # follows
        return np.dot(grad, self.W.T)

class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out
    def backward(self, grad):
        return grad * (1 - self.out ** 2)

class SoftmaxCE:
    def forward(self, s, y):
        e = np.exp(s - s.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        self.y = y
        return -np.sum(y * np.log(self.p)) / s.shape[0]
    def backward(self):
        return (self.p - self.y) # wrong

class Net:
    def __init__(self):
        self.layers = [Dense(W1, b1), Tanh(), Dense(W2, b2)]
        self.loss = SoftmaxCE()
    def forward(self, x, y):
        for layer in self.layers:
            x = layer.forward(x)
        return self.loss.forward(x, y)
    def backward(self):
        g = self.loss.backward()
        for layer in reversed(self.layers):
            g = layer.backward(g)
        return g

net = Net()
net.forward(X, Y)
net.backward()
