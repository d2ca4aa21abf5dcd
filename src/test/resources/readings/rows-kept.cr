# A vector that a line writes as a row is a row further down, and its transpose a column.
dims Dx, Dh, Nc
input x [Dx], y [Nc] onehot
param W [Dh, Dx], b1 [Dh], U [Nc, Dh], b2 [Nc]
z = W @ x + b1
h = tanh(z)
theta = U @ h + b2
yhat = softmax(theta)
J = -sum(y*log(yhat))
loss J

derive J
\delta_1 = \frac{\partial J}{\partial \theta} = (\hat{y} - y)^T  %= right
\delta_2 = \frac{\partial J}{\partial z} = \delta_1 U \circ (1 - h \circ h)  %= right
\frac{\partial J}{\partial U} = \delta_1^T h^T  %= right: row
\frac{\partial J}{\partial U} = \delta_1^T x^T  %= wrong
\frac{\partial J}{\partial U} = -\delta_1^T h^T  %= wrong
\frac{\partial J}{\partial b_2} = \delta_1^T  %= right
\frac{\partial J}{\partial W} = \delta_2^T x^T  %= right: row
\frac{\partial J}{\partial W} = \left(\frac{\partial J}{\partial z}\right)^T x^T  %= right: row
