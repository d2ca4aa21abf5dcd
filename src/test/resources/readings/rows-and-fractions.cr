# Rows that a model multiplies by matrices, what is glued below a slash, letters that count the wrong axis
dims d, h, m, n
input u [d], c [h], X [m, n], y [m]
param W [d, h], w [n]
z = u @ W
J = 1/(2*m) * norm(X @ w - y)^2 + sum(z*c)^2
loss J

derive J
\frac{\partial J}{\partial W} = u^T \frac{\partial J}{\partial z}  %= right: row_vector
\frac{\partial J}{\partial W} = u^T c  %= wrong
∂J/∂w = 1/2m · 2 Xᵀ(Xw − y)  #= right: glued_below
∂J/∂w = 1/2m · Xᵀ(Xw − y)  #= wrong
∂J/∂w_j = 1/2m Σ_i 2 (wᵀx_i − y_i) x_ij  #= right
∂J/∂w_j = 1/2m Σ_i (wᵀx_i − y_i) x_ij  #= wrong
∂J/∂W_ij = u_j ∂J/∂z_i  #= wrong
