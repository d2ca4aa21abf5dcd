# max along a dimension in Octave
dims m, n
input X [m, n], Y [m, 3] onehot(axis=1)
param W [n, 3]
Z = X @ W
P = softmax(Z, axis=1)
J = -sum(Y * log(P)) / m
derive J
syntax matlab
S = bsxfun(@minus, X * W, max(X * W, [], 2));
Q = bsxfun(@rdivide, exp(S), sum(exp(S), 2));
dZ = (Q - Y) / m;  #= right
dW = X' * dZ;  #= right
