# A letter below a vector that counts nothing is part of its name
dims V, d
input y [V] onehot
param v [d], U [V, d]
yhat = softmax(U @ v)
J = -sum(y * log(yhat))
derive J
\frac{\partial J}{\partial u_w} = (\hat y_w - y_w) v_c  %= right
\frac{\partial J}{\partial u_w} = \hat y_w v_c  %= wrong
