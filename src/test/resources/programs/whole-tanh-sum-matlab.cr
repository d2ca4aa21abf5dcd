dims m, n, h
input X [n, m], y [1, m]
param W1 [h, n], b1 [h, 1], w2 [1, h], b2 [1, 1]
Z1 = W1 @ X + b1
A1 = tanh(Z1)
yhat = w2 @ A1 + b2
J = sum((yhat - y)^2) / (2*m)
derive J
syntax matlab
dyhat = (yhat - y) / m;
dw2 = dyhat * A1';
db2 = sum(dyhat);
dA1 = w2' * dyhat;
dZ1 = dA1 .* (1 - A1.^2);
dW1 = dZ1 * X';
db1 = sum(dZ1, 2);
