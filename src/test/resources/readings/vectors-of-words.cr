# An index below vectors: words
dims V, d
input y [V] onehot
param U [V, d], v_c [d]
z = U @ v_c
yhat = softmax(z)
J = -sum(y*log(yhat))
loss J

derive J
\frac{\partial J}{\partial v_c} = U^T(\hat{y} - y)  %= right
\frac{\partial J}{\partial v_c} = \sum_{w} (\hat{y}_w - y_w) u_w  %= right: index
\frac{\partial J}{\partial u_w} = (\hat{y}_w - y_w) v_c  %= right
\frac{\partial J}{\partial u_w} = (y_w - \hat{y}_w) v_c  %= wrong
\frac{\partial J}{\partial U} = (\hat{y} - y) v_c^T  %= right
\frac{\partial J}{\partial U} = v_c (\hat{y} - y)^T  %= wrong
\frac{\partial J}{\partial z} = \hat{y} - y  %= right
