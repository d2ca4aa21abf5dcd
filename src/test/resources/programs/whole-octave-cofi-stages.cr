dims nm, nu, k
input Y [nm, nu], R [nm, nu] binary, lambda []
param X [nm, k], Theta [nu, k]
J = 0.5 * sum(R * (X @ Theta.T - Y)^2) + lambda/2 * (sum(Theta^2) + sum(X^2))

derive J
function [J, grad] = cofiCostFunc(params, Y, R, num_users, num_movies, num_features, lambda)
X_grad = zeros(size(X));
Theta_grad = zeros(size(Theta));
error = (X * Theta' - Y) .* R;
J = sum(sum(error .^ 2)) / 2;
J = J + lambda / 2 * (sum(sum(Theta .^ 2)) + sum(sum(X .^ 2)));
X_grad = error * Theta;
Theta_grad = error' * X;
X_grad = X_grad + lambda * X;
Theta_grad = Theta_grad + lambda * Theta;
grad = [X_grad(:); Theta_grad(:)];
end
