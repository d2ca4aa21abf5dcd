dims m, n
input X [m, n], y [m, 1] binary, lambda []
param theta [n, 1]
h = sigmoid(X @ theta)
J = -sum(y*log(h) + (1 - y)*log(1 - h))/m + lambda/(2*m)*sum(theta[1:]^2)
derive J
m = length(y);
h = sigmoid(X * theta);
grad = (1/m) * X' * (h - y);
temp = theta;
temp(1) = 0;
dtheta = grad + (lambda/m) * temp; % right
