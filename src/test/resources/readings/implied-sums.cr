# By Einstein's convention, repeated indices are summed over.
dims n, m
param A [n, m], x [m]
y = A @ x
f = 1/2 * sum(y^2)
loss f

derive f
∂f/∂x_j = A_ij y_i  #= right
∂f/∂x_j = A_ij y_i + x_j  #= wrong
∂f/∂A_ij = y_i x_j  #= right
