dims Dx, H, Dy
input x [1, Dx], y [1, Dy] onehot(axis=1)
param W1 [Dx, H], b1 [1, H], W2 [H, Dy], b2 [1, Dy]
z1 = x @ W1 + b1
h = sigmoid(z1)
z2 = h @ W2 + b2
y_hat = softmax(z2, axis=1)
J = -sum(y * log(y_hat))

derive J
Let $\delta_1$ be the gradient at the scores:
\begin{align}
\delta_1 &= \frac{\partial J}{\partial z_2} = \hat{y} - y \\
\delta_2 &= \frac{\partial J}{\partial h} = \delta_1 \frac{\partial z_2}{\partial h} = \delta_1 W_2^\top \\
\delta_3 &= \frac{\partial J}{\partial z_1} = \delta_2 \circ \sigma'(z_1) \\
\frac{\partial J}{\partial x} &= \delta_3 \frac{\partial z_1}{\partial x} = \delta_3 W_1^\top
\end{align}
