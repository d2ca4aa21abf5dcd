# Sums over an index of samples that are columns
dims m, n, k
input X [n, m], y [1, m] binary, Q [k, m] onehot(axis=0)
param w [n, 1], b [], W [k, n]
h = sigmoid(w.T @ X + b)
J = -mean(y*log(h) + (1 - y)*log(1 - h))
P = softmax(W @ X, axis=0)
L = -sum(Q*log(P))
derive J
\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^{m} (h(x^{(i)}) - y^{(i)}) x_j^{(i)}  #= right
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (h_w(x^{(i)}) - y^{(i)}) x^{(i)}  #= right
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (\sigma(w^T x^{(i)} + b) - y^{(i)}) x^{(i)}  #= right: index
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_i (h_i - y_i) x_i  #= right
\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^{m} (h(x^{(i)}) - y^{(i)})  #= right
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (h(x^{(i)}) - y^{(i)})  #= wrong
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (y^{(i)} - h(x^{(i)})) x^{(i)}  #= wrong
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} h(x^{(i)}) x^{(i)}  #= wrong
\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (\sigma(w^T x^{(i)}) - y^{(i)}) x^{(i)}  #= wrong
derive L
\frac{\partial L}{\partial W} = \sum_{i=1}^m (p^{(i)} - q^{(i)}) x^{(i)T}  #= right
