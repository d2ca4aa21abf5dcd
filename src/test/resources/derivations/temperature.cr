dims n
input t [n] simplex
param z [n], T []
p = softmax(z/2)
L = -sum(t*log(p))
derive L
dz = (p - t)/2
$$\frac{\partial L}{\partial z} = \frac{1}{2}(p - t)$$
$$\frac{\partial L}{\partial z_i} = \frac{1}{2}(p_i - t_i)$$
$$\frac{\partial L}{\partial p_i} = -\frac{t_i}{p_i}$$
$$\frac{\partial L}{\partial p} = -t \oslash p$$
