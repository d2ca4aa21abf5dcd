# One output: a bias of shape [1, 1] is the sum over the samples too; λ is the input lambda; casts of conditions
dims n, h, m
param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
input X [n, m], Y [1, m] binary, lambda [] positive
Z1 = W1 @ X + b1
A1 = relu(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2)) + lambda/(2*m)*sum(W2^2)
derive J
\delta^{[2]} = A^{[2]} - Y  #= right
\frac{\partial J}{\partial W^{[2]}} = \frac{1}{m} \delta^{[2]} A^{[1]T} + \frac{\lambda}{m} W^{[2]}  #= right
\frac{\partial J}{\partial b^{[2]}} = \frac{1}{m} \sum_{i=1}^m \delta^{[2](i)}  #= right
\frac{\partial J}{\partial b^{[2]}} = \sum_{i=1}^m \delta^{[2](i)}  #= mean_vs_sum
dA1 = np.dot(W2.T, A2 - Y)  #= right
dZ1 = np.multiply(dA1, np.int64(A1 > 0))  #= right
