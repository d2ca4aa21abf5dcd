# Numerator layout, kept throughout
dims n, h, m
input X [n, m], Y [h, m]
param W [h, n], b [h, 1]
Z = W @ X + b
J = sum((Z - Y)^2)/2
derive J
dZ = (Z - Y).T  #= right: numerator
dW = X @ dZ  #= right: numerator
db = sum(dZ, axis=0, keepdims=true)  #= right: numerator
