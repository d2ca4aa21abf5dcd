# The last derivative in a bracket
dims n, d
input G [n, d], Y [n, d] onehot(axis=1)
param S [n, d]
A = softmax(S, axis=1)
M = relu(S - sum(S*Y, axis=1, keepdims=true) + 1) * (1 - Y)
L = sum(G * A)
E = L + sum(M)
loss L

derive L
∂L/∂S_ij = A_ij (∂L/∂A_ij − Σ_k A_ik ∂L/∂A_ik)  #= right
∂L/∂S_ij = A_ij (∂L/∂A_ij − Σ_k ∂L/∂A_ik)  #= wrong
derive E
For j ≠ y_i: ∂E/∂S_ij = A_ij (G_ij − Σ_k A_ik G_ik) + 1(S_ij - S_{i,y_i} + 1 > 0)  #= right
