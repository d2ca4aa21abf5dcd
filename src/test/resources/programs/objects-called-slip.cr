dims N, D, H
input X [N, D], Y [N, 1]
param W1 [D, H], b1 [1, H], W2 [H, 1], b2 [1, 1]
Z1 = X @ W1 + b1
A1 = tanh(Z1)
P = A1 @ W2 + b2
loss = mean((P - Y)^2)

derive loss
class Tanh:
    def forward(self, z):
        self.a = np.tanh(z)
        return self.a
    def backward(self, da):
        return da * (1 - self.a) # wrong

class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b
    def forward(self, inp):
        self.inp = inp
        return inp @ self.W + self.b
    def backward(self, dz):
        self.dW = self.inp.T @ dz # follows
        self.db = dz.sum(axis=0, keepdims=True) # follows
        return dz @ self.W.T

class MSE:
    def forward(self, pred, target):
        self.diff = pred - target
        return np.mean(self.diff ** 2)
    def backward(self):
        return 2 * self.diff / self.diff.size

l1, act, l2, crit = Dense(W1, b1), Tanh(), Dense(W2, b2), MSE()
out = l2.forward(act.forward(l1.forward(X)))
L = crit.forward(out, Y)
dout = crit.backward()
dA1 = l2.backward(dout)
dZ1 = act.backward(dA1) # follows
dX = l1.backward(dZ1) # follows
dW1, db1 = l1.dW, l1.db # follows
dW2, db2 = l2.dW, l2.db
