dims m, n
input X [3, m], Y [n, m]
param W [2, 4], b [2]
Z = W @ X
A = X + Y
B = concat(W, X)
C = reshape(W, [3, 3])
D = W[5, 0]
J = sum(X @ W)
