dims m
input X [3, m], Y [2, m]
param W [2, 3], b [2, 1]
Z = W * X + b;
A = 1 ./ (1 + exp(-Z));
J = sum(sum((A - Y).^2)) / (2 * m);

derive J
dA = (A - Y) ./ m;
dZ = dA .* A .* (1 - A);
dW = dZ * X';
db = sum(dZ, 2);
