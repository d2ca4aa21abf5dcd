# A computation by hand, with numbers
param w [] = 0.5, b [] = 0.1
input x [] = 2, y [] = 1
z = w*x + b
a = sigmoid(z)
L = -(y*log(a) + (1-y)*log(1-a))
derive L
z = 0.5·2 + 0.1 = 1.1  #= right: given_values
a = σ(1.1) ≈ 0.7503  #= right: given_values
L ≈ 0.3873  #= wrong
∂L/∂z = a − y ≈ −0.2497  #= right
∂L/∂b = −0.2497  #= right: given_values
∂L/∂w = ∂L/∂z · x = −0.499  #= right
∂L/∂w = −0.2497  #= wrong
