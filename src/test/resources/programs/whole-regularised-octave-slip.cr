dims m, n=3, h=4, K=3
input X [m, n], Yv [m, K] binary, lambda []
param Theta1 [h, n+1], Theta2 [K, h+1]
A1 = concat([ones(shape=[m, 1]), X], axis=1)
A2 = concat([ones(shape=[m, 1]), sigmoid(A1 @ Theta1.T)], axis=1)
A3 = sigmoid(A2 @ Theta2.T)
J = -sum(Yv*log(A3) + (1 - Yv)*log(1 - A3))/m + lambda/(2*m)*(sum(Theta1[:, 1:]^2) + sum(Theta2[:, 1:]^2))

derive J
function [J, Theta1_grad, Theta2_grad] = nnCostFunction(Theta1, Theta2, X, Yv, lambda)
m = size(X, 1);
a1 = [ones(m, 1) X];
z2 = a1 * Theta1';
a2 = [ones(size(z2, 1), 1) sigmoid(z2)];
z3 = a2 * Theta2';
a3 = sigmoid(z3);
cost = sum(sum(-Yv .* log(a3) - (1 - Yv) .* log(1 - a3)));
J = cost / m + lambda / (2 * m) * (sum(sum(Theta1(:, 2:end) .^ 2)) + sum(sum(Theta2(:, 2:end) .^ 2)));
d3 = a3 - Yv;
d2 = d3 * Theta2(:, 2:end) .* sigmoidGradient(z2);
Delta1 = d2' * a1;
Delta2 = d3' * a2;
Theta1_grad = Delta1 / m;
Theta2_grad = Delta2 / m;
reg1 = lambda / m * [zeros(size(Theta1, 1), 1) Theta1(:, 2:end)];
reg2 = lambda / m * [zeros(size(Theta2, 1), 1) Theta2(:, 1:end-1)]; % wrong
Theta1_grad = Theta1_grad + reg1;
Theta2_grad = Theta2_grad + reg2; % follows
end
