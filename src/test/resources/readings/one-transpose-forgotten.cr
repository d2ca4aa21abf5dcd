# One transposed line among others is a slip
dims n, h, m
input X [n, m], Y [h, m]
param W [h, n], b [h, 1]
Z = W @ X + b
J = sum((Z - Y)^2)/2
derive J
dZ = Z - Y  #= right
dW = X @ dZ.T  #= wrong
db = sum(dZ, axis=1, keepdims=true)  #= right
