dims m, n, h, K
input X [m, n], Y [m, K], lambda []
param Theta1 [h, n+1], Theta2 [K, h+1]
A1 = concat([ones(shape=[m, 1]), X], axis=1)
Z2 = A1 @ Theta1.T
A2 = concat([ones(shape=[m, 1]), sigmoid(Z2)], axis=1)
Z3 = A2 @ Theta2.T
H = sigmoid(Z3)
J = -sum(Y*log(H) + (1 - Y)*log(1 - H))/m + lambda/(2*m)*(sum(Theta1[:, 1:]^2) + sum(Theta2[:, 1:]^2))
derive J
function [J grad] = nnCostFunction(nn_params, X, y, lambda)
m = size(X, 1);
a1 = [ones(m, 1) X];
z2 = a1 * Theta1';
a2 = [ones(size(z2, 1), 1) sigmoid(z2)];
z3 = a2 * Theta2';
h = sigmoid(z3);
delta3 = h - Y;
delta2 = (delta3 * Theta2(:, 2:end)) .* sigmoidGradient(z2);
Delta1 = delta2' * a1;
Delta2 = delta3' * a2;
Theta1_grad = Delta1 ./ m + (lambda/m) * [zeros(size(Theta1,1), 1) Theta1(:, 2:end)]; % right
Theta2_grad = Delta2 ./ m + (lambda/m) * [zeros(size(Theta2,1), 1) Theta2(:, 2:end)]; % right
end
