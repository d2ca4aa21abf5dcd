dims n, d
input K [n,d], t [n] onehot
param q [d]
s = K@q/0.1
p = softmax(s)
L = -sum(t*log(p))
derive L
ds = p - t
dq = K.T@(p - t)/0.1
$$\frac{\partial L}{\partial q} = \frac{1}{0.1} K^T (p - t)$$
$$\frac{\partial L}{\partial q} = 10 \sum_{i=1}^n (p_i - t_i) k_i$$
