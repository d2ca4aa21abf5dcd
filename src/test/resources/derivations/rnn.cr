dims h, d, k
input x1 [d], x2 [d], h0 [h], y [k]
param Wxh [h,d], Whh [h,h], bh [h], Why [k,h], by [k]
a1 = Wxh@x1 + Whh@h0 + bh
h1 = tanh(a1)
a2 = Wxh@x2 + Whh@h1 + bh
h2 = tanh(a2)
o = Why@h2 + by
p = softmax(o)
L = -sum(y*log(p))
derive L
do = p*sum(y) - y
dWhy = np.outer(do, h2)
dby = do
dh2 = Why.T @ do
da2 = dh2 * (1 - h2**2)
dh1 = Whh.T @ da2
da1 = dh1 * (1 - h1**2)
dWxh = np.outer(da2, x2) + np.outer(da1, x1)
dWhh = np.outer(da2, h1) + np.outer(da1, h0)
dbh = da2 + da1
$$\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^{2} \frac{\partial L}{\partial a_t} h_{t-1}^T$$
