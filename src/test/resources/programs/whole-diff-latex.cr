dims m, n, k
input X [m, n], Y [m, k]
param W [n, k]
R = X @ W - Y
J = 0.5 * sum(R^2)
derive J
dJ = \operatorname{tr}(R^\top dR)
dR = X\, dW
dJ = \operatorname{tr}(R^\top X\, dW)
\frac{\partial J}{\partial W} = X^\top R
