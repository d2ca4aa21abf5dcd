# Entries by their numbers, from 1 on, and letters with marks.
dims d
input m [4] positive, k [] = 2, G [d, 3], w [d]
param x [4], xhat [d, 3]
V = 1/2 * k * sum((x[1:] - x[:-1])^2)
y = xhat * reshape(w, [d, 1])
J = V + sum(G * y)
loss J

derive J
∂V/∂x_1 = -k (x_2 - x_1)  #= right
∂V/∂x_1 = k (x_2 - x_1)  #= wrong
\frac{\partial V}{\partial x_2} = k (x_2 - x_1) - k (x_3 - x_2)    %= right
∂V/∂x_4 = k (x_3 - x_4)  #= wrong
∂J/∂x̂_ij = G_ij w_i  #= right
∂J/∂x̂_ij = G_ij w_i^2  #= wrong
