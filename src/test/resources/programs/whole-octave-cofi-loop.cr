dims nm, nu, k
input Y [nm, nu], R [nm, nu] binary, lambda []
param X [nm, k], Theta [nu, k]
J = 0.5 * sum(R * (X @ Theta.T - Y)^2) + lambda/2 * (sum(Theta^2) + sum(X^2))
derive J
for i = 1:size(X, 1)
  X_grad(i, :) = ((X(i,:) * Theta' - Y(i,:)) .* R(i,:)) * Theta + lambda * X(i,:);
end
for j = 1:size(Theta, 1)
  Theta_grad(j, :) = ((X * Theta(j,:)' - Y(:,j)) .* R(:,j))' * X + lambda * Theta(j,:);
end
