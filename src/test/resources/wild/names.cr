# What programs call a gradient
dims d, dv, m
input X [m, d], Y [m, dv]
param W [d, dv], V [m, dv], b [dv]
Z = X @ W + b + V
L = sum((Z - Y)^2) / 2
derive L
grad_Z = Z - Y  #= right
gradZ = Z + Y  #= wrong_sign
W_grad = X.T @ grad_Z  #= undecided
gradW = X @ (Z - Y)  #= missing_transpose
dL_dW = X.T @ (Z + Y)  #= wrong_sign
dLdW = X.T @ (Z - Y)  #= right
dJdW = X.T @ (Z - Y)  #= right
dJ_dW = 2 * X.T @ (Z - Y)  #= factor_half
gb = sum(Z - Y, axis=0)  #= right
self.db = np.sum(self.Z - self.Y, axis=1)  #= wrong_axis
b.grad = (Z - Y).sum(axis=0)  #= right
d_W = X.T @ (Z - Y)  #= right
\mathbf{dV} = Z + Y  #= wrong_sign
\frac{dL}{dW} = X^T (Z - Y)  #= right
delta_Z = Z - Y  #= right
