# Where a gradient is zero
dims n
input x [n]
param mu [], s2 [] positive
ell = -n/2 * log(2*pi) - n/2 * log(s2) - 1/(2*s2) * sum((x - mu)^2)
derive ell
∂ℓ/∂μ = (1/σ²) Σ_i (x_i − μ)  #= right
∂ℓ/∂σ² = −n/(2σ²) + 1/(2σ⁴) Σ_i (x_i − μ)²  #= right
∂²ℓ/∂μ∂σ² = −(1/σ⁴) Σ_i (x_i − μ)  #= right
∂²ℓ/∂μ∂σ² = (1/σ⁴) Σ_i (x_i − μ)  #= wrong
μ̂ = x̄  #= right: optimum
σ̂² = (1/n) Σ_i (x_i − μ̂)²  #= right: optimum
