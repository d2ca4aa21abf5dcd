dims m=4, n=3, h=2, K=3
input X [m, n], Y [m, K] binary
param Theta1 [h, n+1], Theta2 [K, h+1]
lambda = 0.5
a1 = concat([ones([m, 1]), X], axis=1)
z2 = a1 @ Theta1.T
a2 = concat([ones([m, 1]), sigmoid(z2)], axis=1)
z3 = a2 @ Theta2.T
a3 = sigmoid(z3)
J = 1/m * sum(-Y*log(a3) - (1 - Y)*log(1 - a3)) + lambda/(2*m) * (sum(Theta1[:, 1:]^2) + sum(Theta2[:, 1:]^2))

derive J
function [J grad] = nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lambda)
Theta1_grad = zeros(size(Theta1));
Theta2_grad = zeros(size(Theta2));
Delta1 = zeros(size(Theta1));
Delta2 = zeros(size(Theta2));
for t = 1:m
    a1 = [1; X(t, :)'];
    z2 = Theta1 * a1;
    a2 = [1; sigmoid(z2)];
    z3 = Theta2 * a2;
    a3 = sigmoid(z3);
    yt = Y(t, :)';
    delta3 = a3 - yt;
    delta2 = (Theta2' * delta3) .* [1; sigmoidGradient(z2)];
    delta2 = delta2(2:end);
   Delta2 = Delta2 + delta3 * sigmoid(a2)';  % wrong
    Delta1 = Delta1 + delta2 * a1';
end
Theta1_grad = Delta1 / m;
Theta2_grad = Delta2 / m;
Theta1_grad(:, 2:end) = Theta1_grad(:, 2:end) + (lambda / m) * Theta1(:, 2:end);
Theta2_grad(:, 2:end) = Theta2_grad(:, 2:end) + (lambda / m) * Theta2(:, 2:end);  % follows
