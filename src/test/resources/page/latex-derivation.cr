dims m
input X [3, m], Y [1, m] probability
param W^{[1]} [4, 3], b^{[1]} [4, 1], W^{[2]} [1, 4], b^{[2]} [1, 1]
Z^{[1]} = W^{[1]} X + b^{[1]}
A^{[1]} = \tanh(Z^{[1]})
Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]}
A^{[2]} = \sigma(Z^{[2]})
J = -\frac{1}{m} \sum (Y \odot \log A^{[2]} + (1 - Y) \odot \log(1 - A^{[2]}))

derive J
\frac{\partial J}{\partial Z^{[2]}} = \frac{1}{m} (A^{[2]} - Y)
\frac{\partial J}{\partial W^{[2]}} = \frac{1}{m} (A^{[2]} - Y) A^{[1]T}
\frac{\partial J}{\partial Z^{[1]}} = W^{[2]T} \frac{\partial J}{\partial Z^{[2]}} \odot (1 - A^{[1]})
\frac{\partial J}{\partial W^{[1]}} = \frac{\partial J}{\partial Z^{[1]}} X^T
