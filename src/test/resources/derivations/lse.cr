dims n
param x [n]
f = log(sum(exp(x)))
derive f
$$\frac{\partial f}{\partial x_i} = \frac{e^{x_i}}{\sum_{j=1}^n e^{x_j}}$$
dx = softmax(x)
dx = np.exp(x)/np.sum(np.exp(x))
check hessian(f, x) == diag(softmax(x)) - outer(softmax(x), softmax(x))
$$f = \log \sum_{i=1}^n e^{x_i}$$
