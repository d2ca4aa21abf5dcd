dims n0=3, n1=4, n2=2
input x [n0, 1], y [n2, 1] binary
param w1 [n1, n0], b1 [n1, 1], w2 [n2, n1], b2 [n2, 1]
z1 = w1 @ x + b1
a1 = sigmoid(z1)
z2 = w2 @ a1 + b2
a2 = sigmoid(z2)
C = -sum(y*log(a2) + (1 - y)*log(1 - a2))

derive C
    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        # feedforward
        activation = x
        activations = [x] # list to store all the activations, layer by layer
        zs = [] # list to store all the z vectors, layer by layer
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation)+b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        # backward pass
        delta = (self.cost).delta(zs[-1], activations[-1], y)
        nabla_b[-1] = delta # right
        nabla_w[-1] = np.dot(delta, activations[-2].transpose()) # right
        for l in range(2, self.num_layers):
            z = zs[-l]
            sp = sigmoid_prime(z)
            delta = np.dot(self.weights[-l+1].transpose(), delta) # wrong
            nabla_b[-l] = delta # follows
            nabla_w[-l] = np.dot(delta, activations[-l-1].transpose()) # follows
        return (nabla_b, nabla_w)
