dims n, k
input x [n], t [k]
param W [k, n], b [k]
z = W @ x + b
y = tanh(z)
E = sum((y - t)^2)/2
derive E
∂E/∂y = y − t # right
∂E/∂z = (y − t) ⊙ (1 − y²) # right
∂E/∂W = ((y − t) ⊙ (1 − y²)) xᵀ # right
∂E/∂b = ∂E/∂z # right
∂E/∂W_ij = (y_i − t_i)(1 − y_i²) x_j # right
