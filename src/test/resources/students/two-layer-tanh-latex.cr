# Two layers, tanh, LaTeX with superscripts in brackets
dims n, h, m
input X [n, m], Y [1, m] probability
param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
derive J per sample
dZ^{[2]} = A^{[2]} - Y  #= right
dW^{[2]} = \frac{1}{m} dZ^{[2]} A^{[1]T}  #= right
db^{[2]} = \frac{1}{m} np.sum(dZ^{[2]}, axis=1, keepdims=True)  #= right
dZ^{[1]} = W^{[2]T} dZ^{[2]} \odot (1 - (A^{[1]})^2)  #= right
dW^{[1]} = \frac{1}{m} dZ^{[1]} X^T  #= right
db^{[1]} = \frac{1}{m} np.sum(dZ^{[1]}, axis=1, keepdims=True)  #= right
