dims m, n
input X [m, n], y [m, 1], lambda []
param theta [n, 1]
J = 1/(2*m) * sum((X @ theta - y)^2) + lambda/(2*m) * sum(theta[1:]^2)
derive J
grad = zeros(size(theta));
err = X*theta - y;
grad(1) = (1/m) * sum(err .* X(:,1));
grad(2:end) = (1/m) * (X(:,2:end)' * err) + (lambda/m) * theta(2:end);
