# Sums over samples, as lectures write them, and diagonal matrices of columns
dims n, k, m
param W [k, n], b [k, 1]
input X [n, m], Y [k, m] onehot
Z = W @ X + b
P = softmax(Z, axis=0)
J = -sum(Y*log(P))/m
derive J
\frac{\partial J}{\partial b} = \frac{1}{m}\sum_{i=1}^m (p^{(i)} - y^{(i)})  #= right
\frac{\partial J}{\partial b} = \frac{1}{m}\sum_{i=1}^m (P - Y)  #= right
\frac{\partial J}{\partial W} = \frac{1}{m}\sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)T}  #= right
\frac{\partial J}{\partial W} = \frac{1}{m}\sum_i (p^{(i)} - y^{(i)}) (x^{(i)})^T  #= right
\frac{\partial J}{\partial b} = \sum_{i=1}^m (p^{(i)} - y^{(i)})  #= mean_vs_sum
\frac{\partial J}{\partial b} = \frac{1}{m}\sum_{i=1}^m (y^{(i)} - p^{(i)})  #= wrong_sign
\frac{\partial J}{\partial W} = \frac{1}{n}\sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)T}  #= wrong_normaliser
