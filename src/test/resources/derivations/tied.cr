dims d, h
input x [d]
param W [h,d], b [h], c [d]
a = W@x + b
z = sigmoid(a)
xr = W.T@z + c
J = 0.5*sum((xr - x)^2)
derive J
dxr = xr - x
dc = dxr
dz = W@dxr
da = dz*z*(1-z)
db = da
dW = outer(da, x) + outer(z, dxr)
# undecided
$$\frac{\partial J}{\partial W} = \frac{\partial J}{\partial a} x^T + z (\hat{x} - x)^T$$
# wrong
dW = outer(da, x)
