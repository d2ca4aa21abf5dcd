dZ2 = (Y - Z2) ./ m;
dW2 = dZ2 * A1';
db2 = sum(dZ2, 2);
dZ1 = (W2' * dZ2) .* (1 - A1);
dW1 = X * dZ1';
db1 = sum(dZ1, 2);
