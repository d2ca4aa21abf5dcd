dims m, n, h, k
input X [m,n], Y [m,k]
param W1 [h,n], b1 [h], W2 [k,h], b2 [k]
Z1 = X@W1.T + b1
A1 = sigmoid(Z1)
Z2 = A1@W2.T + b2
A2 = sigmoid(Z2)
E = A2 - Y
L = 1/2*sum(E^2)/m
derive L
syntax matlab
d2 = (A2 - Y) .* A2 .* (1 - A2);
d1 = (d2 * W2) .* A1 .* (1 - A1);
dW2 = d2' * A1 / m;
dW1 = d1' * X / m;
db2 = d2' * ones(m,1) / m;
db1 = sum(d1, 1)' / m;
