dims a0=3, a1=4, a2=2
input x [a0, 1], y [a2, 1]
param w1 [a1, a0], b1 [a1, 1], w2 [a2, a1], b2 [a2, 1]
z1 = w1 @ x + b1
s1 = sigmoid(z1)
z2 = w2 @ s1 + b2
s2 = sigmoid(z2)
C = 0.5 * sum((s2 - y)^2)

derive C
    def backprop(self, x, y):
        """Return a tuple ``(nabla_b, nabla_w)`` representing the
        gradient for the cost function C_x. """
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
        delta = self.cost_derivative(activations[-1], y) * \
            sigmoid_prime(zs[-1])
        nabla_b[-1] = delta # right
        nabla_w[-1] = np.dot(delta, activations[-2].transpose()) # right
        for l in range(2, self.num_layers):
            z = zs[-l]
            sp = sigmoid_prime(z)
            delta = np.dot(self.weights[-l+1].transpose(), delta) * sp
            nabla_b[-l] = delta # right
            nabla_w[-l] = np.dot(delta, activations[-l-1].transpose()) # right
        return (nabla_b, nabla_w)
