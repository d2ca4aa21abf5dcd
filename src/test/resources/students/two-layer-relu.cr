# Two layers with relu, squared loss, rows are samples
dims N, D, H, C
input X [N, D], T [N, C]
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]
Z1 = X @ W1 + b1
A1 = np.maximum(0, Z1)
Z2 = A1 @ W2 + b2
loss_ = 0.5 * mean(sum((Z2 - T)**2, axis=1))
derive loss_
dZ2 = (Z2 - T) / N  #= right
dW2 = A1.T @ dZ2  #= right
db2 = sum(dZ2, axis=0)  #= right
dA1 = dZ2 @ W2.T  #= right
dZ1 = dA1 * (Z1 > 0)  #= right
dW1 = X.T @ dZ1  #= right
db1 = sum(dZ1, axis=0)  #= right
check grad(loss_, Z1) == dA1 * (A1 > 0)  #= right
check grad(loss_, Z1) == dA1 * relu'(Z1)  #= right
check grad(loss_, Z1) == dA1 * A1  #= wrong_activation_derivative
check grad(loss_, Z1) == dA1 * (Z1 >= 0)  #= right
check grad(loss_, Z1) == dA1  #= missing_activation_derivative
check grad(loss_, W1) == X.T @ dA1  #= missing_activation_derivative
check grad(loss_, A1) == W2 @ dZ2  #= matmul_order
check grad(loss_, Z2) == (Z2 - T)  #= missing_1_over_m
check grad(loss_, Z2) == 2*(Z2 - T)/N  #= factor_half
