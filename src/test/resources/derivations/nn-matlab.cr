dims m, n, h, k
input X [m,n], Y [m,k] onehot(axis=1)
param Theta1 [h,n], Theta2 [k,h]
z2 = X@Theta1.T
a2 = sigmoid(z2)
z3 = a2@Theta2.T
a3 = sigmoid(z3)
J = -1/m*sum(Y*log(a3) + (1-Y)*log(1-a3))
derive J
syntax matlab
d3 = a3 - Y;
d2 = (d3 * Theta2) .* a2 .* (1 - a2);
Theta1_grad = d2' * X / m;
Theta2_grad = d3' * a2 / m;
Theta2_grad = (1/m) * (d3' * a2);
