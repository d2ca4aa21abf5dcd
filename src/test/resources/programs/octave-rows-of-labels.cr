dims m=4, n=3, h=2, K=3
input X [m, n], y [m, 1] integer(1, 3), lambda []
param Theta1 [h, n+1], Theta2 [K, h+1]
Y = one_hot(reshape(y, [m]) - 1, K)
A1 = concat([ones(shape=[m, 1]), X], axis=1)
Z2 = A1 @ Theta1.T
A2 = concat([ones(shape=[m, 1]), sigmoid(Z2)], axis=1)
H = sigmoid(A2 @ Theta2.T)
J = -sum(Y*log(H) + (1 - Y)*log(1 - H))/m + lambda/(2*m)*(sum(Theta1[:, 1:]^2) + sum(Theta2[:, 1:]^2))

derive J
function [J, grad] = nnCostFunction(Theta1, Theta2, K, X, y, lambda)
  m = size(X, 1);
  I = eye(K);
  Y = I(y, :);
  a1 = [ones(m, 1) X];
  z2 = a1 * Theta1';
  a2 = [ones(m, 1) sigmoid(z2)];
  z3 = a2 * Theta2';
  a3 = sigmoid(z3);
  J = sum(sum(-Y .* log(a3) - (1 - Y) .* log(1 - a3))) / m;
  J = J + lambda / (2 * m) * (sum(sum(Theta1(:, 2:end) .^ 2)) + sum(sum(Theta2(:, 2:end) .^ 2)));
  d3 = a3 - Y;
  d2 = (d3 * Theta2(:, 2:end)) .* sigmoidGradient(z2);
  Delta1 = d2' * a1;
  Delta2 = d3' * a2;
  reg1 = (lambda / m) * [zeros(size(Theta1, 1), 1) Theta1(:, 2:end)];
  reg2 = (lambda / m) * [zeros(size(Theta2, 1), 1) Theta2(:, 2:end)];
  Theta1_grad = Delta1 / m + reg1;  % right
  Theta2_grad = Delta2 / m + reg2;  % right
  grad = [Theta1_grad(:); Theta2_grad(:)];
end

function g = sigmoidGradient(z)
  g = sigmoid(z) .* (1 - sigmoid(z));
end
