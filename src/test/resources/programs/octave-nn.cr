dims m, n, h, k
input X [m, n + 1], Y [m, k] binary, lambda = 0.4
param Theta1 [h, n + 1], Theta2 [k, h + 1]

z2 = X @ Theta1.T
s2 = sigmoid(z2)
a2 = concat([ones([m, 1]), s2], axis=1)
z3 = a2 @ Theta2.T
a3 = sigmoid(z3)
J = -sum(Y*log(a3) + (1 - Y)*log(1 - a3)) / m + lambda/(2*m) * (sum(Theta1[:, 1:]^2) + sum(Theta2[:, 1:]^2))

derive J
syntax matlab
function [Theta1_grad, Theta2_grad] = nnGrad(X, Y, Theta1, Theta2, lambda)
  m = size(X, 1);
  Theta1_grad = zeros(size(Theta1));
  Theta2_grad = zeros(size(Theta2));
  delta3 = a3 - Y;
  delta2 = (delta3 * Theta2(:, 2:end)) .* sigmoidGradient(z2);
  Theta2_grad = delta3' * a2 / m;
  Theta1_grad = delta2' * X / m;
  Theta1_grad(:, 2:end) = Theta1_grad(:, 2:end) + (lambda / m) * Theta1(:, 2:end); % right
  Theta2_grad(:, 2:end) += lambda / m .* Theta2(:, 2:end); % right
end
