dims n=3, m=4, k=2
input x [n], t [k]
param W [m,n], V [k,m]
z = W@x
a = tanh(z)
y = V@a
L = 0.5*sum((y-t)^2)
derive L
$$\frac{\partial y}{\partial a} = V$$
$$\frac{\partial a}{\partial z} = diag(1 - a^2)$$
$$\frac{\partial z}{\partial x} = W$$
$$\frac{\partial y}{\partial x} = \frac{\partial y}{\partial a}\frac{\partial a}{\partial z}\frac{\partial z}{\partial x}$$
$$\frac{\partial L}{\partial x} = \left(\frac{\partial y}{\partial x}\right)^T (y - t)$$
$$\frac{\partial L}{\partial x} = W^T diag(1 - a^2) V^T (y - t)$$
$$\frac{\partial L}{\partial x} = W^T ((V^T (y-t)) \odot (1 - a \odot a))$$
$$\frac{\partial L}{\partial W} = ((V^T (y-t)) \odot (1 - a^2)) x^T$$
