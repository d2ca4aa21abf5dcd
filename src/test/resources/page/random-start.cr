input x [4, 5] = normal(0, 1), y [2, 5] = uniform(0, 1)
param W [2, 4] = normal(0, 0.3), b [2, 1] = zeros
a = sigmoid(W @ x + b)
J = mean((a - y)^2)
