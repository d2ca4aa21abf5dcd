# Sums over an index of samples that are rows
dims m, n, h
input X [m, n], y [m], v [h]
param w [n], b [], W [n, h]
r = X @ w + b - y
J = sum(r^2)/(2*m)
A = tanh(X @ W)
L = sum(A @ v)
E = sum(exp(-y * (X @ w + b)))
C = X.T @ X
derive J
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (w^T x^{(i)} + b - y^{(i)}) x^{(i)}  #= right: index
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (x_i^T w + b - y_i) x_i  #= right: index
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_i r_i x_i  #= right: index
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i} x_i (x_i^T w + b - y_i)  #= right: index
\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (w^T x^{(i)} + b - y^{(i)}) x_j^{(i)}  #= right
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^m x^{(i)} x^{(i)T} w + \frac{1}{m} \sum_{i=1}^m (b - y^{(i)}) x^{(i)}  #= right: index
\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^{m} (w^T x^{(i)} + b - y^{(i)})  #= right: index
\frac{\partial J}{\partial b} = \frac{1}{m} \sum_i r_i  #= right
\frac{\partial J}{\partial w} = \sum_{i=1}^{m} (w^T x^{(i)} + b - y^{(i)}) x^{(i)}  #= wrong
\frac{\partial J}{\partial w} = \frac{1}{n} \sum_{i=1}^{m} (w^T x^{(i)} + b - y^{(i)}) x^{(i)}  #= wrong
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (y^{(i)} - w^T x^{(i)} - b) x^{(i)}  #= wrong
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (w^T x^{(i)} - y^{(i)}) x^{(i)}  #= wrong
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (w^T x^{(i)} + b - y^{(i)})  #= wrong
\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^{m} (w^T x^{(i)} + b - y^{(i)}) x^{(i)}  #= wrong
\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (w^T x^{(i)} + b - y^{(i)}) x^{(i)}_j  #= right
check C == \sum_{i=1}^m x^{(i)} x^{(i)T}  #= right: index
check C == \sum_{i=1}^m x^{(i)T} x^{(i)}  #= wrong
derive E
\frac{\partial E}{\partial w} = -\sum_{i=1}^m y_i e^{-y_i (w^T x_i + b)} x_i  #= right: index
\frac{\partial E}{\partial w} = -\sum_{i=1}^m e^{-y_i (w^T x_i + b)} x_i  #= wrong
derive L
\frac{\partial L}{\partial W} = \sum_{i=1}^m x^{(i)} (v \odot (1 - a^{(i)} \odot a^{(i)}))^T  #= right: index
\frac{\partial L}{\partial W} = \sum_{i=1}^m x^{(i)} (v \odot a^{(i)})^T  #= wrong
