dZ2 = (Z2 - Y) .* m;
dW2 = dZ2 * A1';
db2 = sum(dZ2, 2);
dZ1 = (W2' * dZ2) .* (1 - A1.^2);
dW1 = dZ1 * X' / m;
db1 = sum(dZ1, 2);
