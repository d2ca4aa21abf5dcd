# A letter that marks a name, gradients that are counted by themselves
dims V, d
input y [V] onehot
param U [d, V], v [d]
θ = U.T @ v
ŷ = softmax(θ)
J = -sum(y * log(ŷ))
derive J
δ_1 = ∂J/∂θ = ŷ − y  #= right
∂J/∂v_c = U δ_1  #= right
∂J/∂v_c = U^T δ_1  #= wrong
∂J/∂U = v_c (ŷ − y)^T  #= right
