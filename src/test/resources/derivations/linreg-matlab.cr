dims m, n
input X [m,n], y [m,1]
param theta [n,1], lambda []
h = X@theta
J = sum((h - y)^2)/(2*m) + lambda/(2*m)*sum(theta^2)
derive J
syntax matlab
h = X * theta;
# not judged
J = 1/(2*m) * sum((X*theta - y).^2) + lambda/(2*m) * sum(theta.^2);
# not judged
grad = 1/m * X' * (X*theta - y) + lambda/m * theta;
J = (X*theta - y)' * (X*theta - y) / (2*m) + lambda/(2*m) * (theta' * theta);
