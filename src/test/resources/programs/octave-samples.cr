dims m, n, h, K
input X [m, n], Y [m, K]
param T1 [h, n], T2 [K, h]
z2 = X @ T1.T
a2 = sigmoid(z2)
z3 = a2 @ T2.T
a3 = sigmoid(z3)
J = -sum(Y * log(a3) + (1 - Y) * log(1 - a3)) / m
loss J
derive J
function [J grad] = back(X, Y)
T1_grad = zeros(size(T1));
T2_grad = zeros(size(T2));
for t = 1:m
  d3 = a3(t,:)' - Y(t,:)';
  d2 = (T2' * d3) .* a2(t,:)' .* (1 - a2(t,:)');
  T2_grad = T2_grad + d3 * a2(t,:);
  T1_grad = T1_grad + d2 * X(t,:);
end
T1_grad = T1_grad / m;
T2_grad = T2_grad / m;
