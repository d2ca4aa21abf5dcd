dims n0, n1
input x [n0], y [n1]
param W1 [n1, n0], b1 [n1]
zL = W1 @ x + b1
aL = sigmoid(zL)
J = 0.5*sum((aL-y)^2)
derive J
$$J = \frac{1}{2} ||a^L - y||_2^2 = \frac{1}{2} ||\sigma(W^1 x + b^1) - y||_2^2 = \frac{1}{2} ||\sigma(z^L) - y||_2^2$$
$$dJ = \frac{1}{2} [d\{\sigma(z^{L})\}]^{T} [\sigma(z^{L})] + \frac{1}{2} [\sigma(z^{L})]^{T} d\{\sigma(z^{L})\} - [d\{\sigma(z^{L})\}]^{T} y + 0$$
$$= [d\{\sigma(z^{L})\}]^{T} [\sigma(z^{L})] - [d\{\sigma(z^{L})\}]^{T} y$$
