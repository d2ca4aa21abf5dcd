# Numbers below names in plain text, rows of a matrix times a vector, a minus on the left, a loss that shares its letter with data
dims n, h, k
input x [n], y [k], l [] positive
param W1 [h, n], b1 [h], W2 [k, h], b2 [k]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
Ls = l * sum((a2 - y)^2)/2
loss Ls

derive Ls
δ₂ = l (a₂ − y) ⊙ a₂ ⊙ (1 − a₂)    #= right
δ₁ = W₂ᵀ δ₂ ⊙ a₁ ⊙ (1 − a₁)    #= right
∂L/∂W₁ = δ₁ xᵀ    #= right
∂L/∂W₁ = δ₂ xᵀ    #= wrong
dW₂ = δ₂ a₂ᵀ    #= wrong
∂L/∂b₂ = δ₂    #= right
\frac{\partial a_{1i}}{\partial b_{1i}} = \sigma(b_{1i} + W_{1i} x)(1 - a_{1i})    %= right
-\frac{\partial L}{\partial b_2} = -\delta_2    %= right
-\frac{\partial L}{\partial b_2} = \delta_2    %= wrong
∂L/∂y = -l (a₂ − y)    #= right
∂²L/∂l² = 0    #= right
∂²L/∂l∂y = -(a₂ − y)    #= right
∂²L/∂l∂y = a₂ − y    #= wrong
