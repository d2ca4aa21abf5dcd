dims m,
input X [3, m
param W = = 3
Z = (W @ X
A = tanh(Z))
J = sum(A ^^ 2) §
layer l = 1..:
check
derive
