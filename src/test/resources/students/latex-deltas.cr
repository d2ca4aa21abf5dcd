dims n, h, k
input x [n, 1], y [k, 1]
param W1 [h, n], b1 [h, 1], W2 [k, h], b2 [k, 1]
z1 = W1 @ x + b1
a1 = \sigma(z1)
z2 = W2 @ a1 + b2
a2 = \sigma(z2)
J = \frac{1}{2} \|y - a2\|^2
derive J
\delta^{2} = (a^{2} - y) \odot a^{2} \odot (1 - a^{2})  #= right
\delta^{1} = (W^{2})^T \delta^{2} \odot \sigma'(z^{1})  #= right
\frac{\partial J}{\partial W^{2}} = \delta^{2} (a^{1})^T  #= right
\frac{\partial J}{\partial b^{2}} = \delta^{2}  #= right
\frac{\partial J}{\partial W^{1}} = \delta^{1} x^T  #= right
\frac{\partial J}{\partial b^{1}} = \delta^{1}  #= right
check \frac{\partial J}{\partial a^{2}} == a^{2} - y  #= right
check \frac{\partial a^{2}}{\partial z^{2}} == a^{2} (1 - a^{2})  #= right
check \frac{\partial z^{2}}{\partial a^{1}} == W^{2}  #= right
check \frac{\partial J}{\partial a^{1}} == (W^{2})^T \delta^{2}  #= right
check \frac{\partial J}{\partial a^{1}} == (\frac{\partial z^{2}}{\partial a^{1}})^T \delta^{2}  #= right
check \frac{\partial J}{\partial z^{1}} == (\frac{\partial z^{2}}{\partial z^{1}})^T \delta^{2}  #= right
check \frac{\partial J}{\partial z^{1}} == \frac{\partial z^{2}}{\partial z^{1}} \delta^{2}  #= missing_transpose
check \frac{\partial J}{\partial z^{1}} == \delta^{1} \odot \sigma'(z^{1})  #= extra_factor
