dims m, n
input X [m, n], y [m, 1] binary, lambda []
param theta [n, 1]
h = sigmoid(X @ theta)
J = (1/m) * sum(-y * log(h) - (1 - y) * log(1 - h)) + lambda/(2*m) * sum(theta[1:]^2)
derive J
function [J, grad] = lrCostFunction(theta, X, y, lambda)
m = length(y); % number of training examples
J = 0;
grad = zeros(size(theta));
h = sigmoid(X * theta);
J = (1/m) * sum(-y .* log(h) - (1 - y) .* log(1 - h)) + (lambda/(2*m)) * sum(theta(2:end).^2);
grad = (1/m) * (X' * (h - y));
temp = theta;
temp(1) = 0;
grad = grad + (lambda/m) * temp;
grad = grad(:);
end
