# Columns with diag, as on a blackboard
dims n, h
param V [h, n], c [h, 1], U [h, h]
input x [n, 1], t [h, 1]
z = V @ x + c
a = sigmoid(z)
q = U @ a
E = sum((q - t)^2)/2
derive E
dq = q - t  #= right
dz = diag(a*(1 - a)) @ U.T @ dq  #= right
\frac{\partial E}{\partial z} = \mathrm{diag}(\sigma'(z)) U^T (q - t)  #= right
\frac{\partial q}{\partial z} = U \mathrm{diag}(\sigma'(z))  #= right
dz = diag(a) @ U.T @ dq  #= wrong_activation_derivative
dV = dz @ x.T  #= follows
