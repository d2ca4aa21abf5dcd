dims m=5, n=3
input X [5, 3], y [5, 1] binary
param theta [3, 1]

z = X @ theta
hx = sigmoid(z)
J = -sum(y*log(hx) + (1 - y)*log(1 - hx)) / m

derive J
syntax matlab
% gradient one entry at a time
dtheta = zeros(size(theta));
for i = 1:m
  for j = 1:n
    dtheta(j) = dtheta(j) + (hx(i) - y(i)) * X(i, j);
  end
end
dtheta = dtheta / m; % right
