# One-hidden-layer, samples as columns, chain of LaTeX lines
dims n, h, k, m
input X [n, m], Y [k, m] onehot(axis=0)
param W1 [h, n], b1 [h, 1], W2 [k, h], b2 [k, 1]
Z1 = W1 @ X + b1
A1 = relu(Z1)
Z2 = W2 @ A1 + b2
P = softmax(Z2, axis=0)
J = -\frac{1}{m} \sum (Y \odot \log P)
derive J
\frac{\partial J}{\partial Z_2} = \frac{1}{m} (P - Y)  #= right
\frac{\partial J}{\partial W_2} = \frac{\partial J}{\partial Z_2} A_1^T = \frac{1}{m} (P - Y) A_1^T  #= right
\frac{\partial J}{\partial A_1} = W_2^T \frac{\partial J}{\partial Z_2}  #= right
\frac{\partial J}{\partial Z_1} = \frac{\partial J}{\partial A_1} \odot \mathbf{1}\{Z_1 > 0\}  #= right
\frac{\partial J}{\partial W_1} = \frac{\partial J}{\partial Z_1} X^T  #= right
