# Sums, samples and second derivatives as plain text has them
dims m, n
input x [m, n], y [m] binary
param θ [n]
h = sigmoid(x @ θ)
ℓ = sum(y * log(h) + (1 - y) * log(1 - h))
derive ℓ
∂ℓ/∂θ_j = Σ_i (y^(i) − h_θ(x^(i))) x_j^(i)  #= right
∂ℓ/∂θ_j = Σ_i (y^(i) + h_θ(x^(i))) x_j^(i)  #= wrong
H_jk = ∂²ℓ/∂θ_j∂θ_k = −Σ_i h_i (1 − h_i) x_ij x_ik  #= right
H_jk = ∂²ℓ/∂θ_j∂θ_k = Σ_i h_i (1 − h_i) x_ij x_ik  #= wrong
