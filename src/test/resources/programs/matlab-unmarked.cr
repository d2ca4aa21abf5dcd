dims n, h, m
input data [n, m], Y [h, m]
param W1 [h, n], b1 [h, 1]
z2 = W1 @ data + b1
a2 = sigmoid(z2)
cost = 0.5/m*sum((a2 - Y)^2)
derive cost
delta2 = (a2 - Y) .* a2 .* (1 - a2);
W1grad = delta2 * data' / m; % right
b1grad = sum(delta2, 2) / m; % right
b1grad = sum(delta2, 1) / m; % wrong
