dims n = 4
input g [n]
param x [n]
u = x/norm(x)
L = g@u
derive L
dx = (g - u*(g@u))/norm(x)
$$\frac{\partial L}{\partial x} = \frac{g}{\|x\|} - \frac{(g^Tx) x}{\|x\|^3}$$
$$\frac{\partial L}{\partial x} = \frac{1}{\|x\|}(I - uu^T) g$$
check jacobian(u, x) == eye(n)/norm(x) - outer(x,x)/norm(x)^3
$$\frac{\partial u}{\partial x} = \frac{1}{\|x\|} I - \frac{xx^T}{\|x\|^3}$$
