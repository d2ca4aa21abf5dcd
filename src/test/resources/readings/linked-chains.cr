# Links of the chain rule side by side, whose shapes need not fit as matrices
dims n=4, h=5, c=3
input x [n, 1], y [c, 1]
param W1 [h, n], W2 [c, h], b2 [c, 1]
z1 = W1 @ x
a1 = tanh(z1)
z2 = W2 @ a1 + b2
J = sum((z2 - y)^2)
derive J
\frac{\partial J}{\partial W_2} = \frac{\partial J}{\partial z_2} \frac{\partial z_2}{\partial W_2}  %= right
\frac{\partial J}{\partial W_1} = \frac{\partial J}{\partial z_2} \frac{\partial z_2}{\partial a_1} \frac{\partial a_1}{\partial z_1} \frac{\partial z_1}{\partial W_1}  %= right
\frac{\partial J}{\partial W_1} = \left(\frac{\partial z_1}{\partial W_1} \frac{\partial a_1}{\partial z_1}\right)^T \frac{\partial J}{\partial a_1}  %= undecided
