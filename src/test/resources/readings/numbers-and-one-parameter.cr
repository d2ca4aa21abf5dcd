# Gradients of numbers by the only parameter, and differentials with one parameter at a time.
dims n
input A [n, n], b [n]
param x [n]
q = x @ A @ x
f = 1/2 * q - b @ x
J = f + exp(-q)
loss J

derive J
∇q = (A + Aᵀ)x  #= right
∇f = ½(A + Aᵀ)x − b  #= right
∇f = ½(A + Aᵀ)x + b  #= wrong
∂f/∂x = ½(A + Aᵀ)x − b = 0 ⇒ x = b  #= right
