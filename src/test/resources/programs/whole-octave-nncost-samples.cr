dims m=5, n=2, h=4, K=3
input X [m, n], y [m, 1] integer(1, 3), lambda []
param Theta1 [h, n+1], Theta2 [K, h+1]
Y = one_hot(reshape(y, [m]) - 1, K)
A1 = concat([ones(shape=[m, 1]), X], axis=1)
Z2 = A1 @ Theta1.T
A2 = concat([ones(shape=[m, 1]), sigmoid(Z2)], axis=1)
Z3 = A2 @ Theta2.T
H = sigmoid(Z3)
J = -sum(Y*log(H) + (1 - Y)*log(1 - H))/m + lambda/(2*m)*(sum(Theta1[:, 1:]^2) + sum(Theta2[:, 1:]^2))

derive J
function [J grad] = nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lambda)
m = size(X, 1);
num_labels = 3;
Theta1_grad = zeros(size(Theta1));
Theta2_grad = zeros(size(Theta2));
X = [ones(m, 1) X];
for t = 1:m
    a1 = X(t, :)';
    z2 = Theta1 * a1;
    a2 = [1; sigmoid(z2)];
    z3 = Theta2 * a2;
    a3 = sigmoid(z3);
    yt = ((1:num_labels) == y(t))';
    delta3 = a3 - yt;
    delta2 = (Theta2' * delta3) .* [1; sigmoidGradient(z2)];
    delta2 = delta2(2:end);
    Theta1_grad = Theta1_grad + delta2 * a1';
    Theta2_grad = Theta2_grad + delta3 * a2';
end
Theta1_grad = Theta1_grad / m;
Theta2_grad = Theta2_grad / m;
Theta1_grad(:, 2:end) = Theta1_grad(:, 2:end) + lambda / m * Theta1(:, 2:end);
Theta2_grad(:, 2:end) = Theta2_grad(:, 2:end) + lambda / m * Theta2(:, 2:end);
grad = [Theta1_grad(:) ; Theta2_grad(:)];
end
