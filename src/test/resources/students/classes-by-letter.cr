# k counts the classes and is their number
dims n, k
param W [k, n], b [k]
input x [n], y [k] onehot
z = W @ x + b
p = softmax(z)
L = -sum(y*log(p))
derive L
\frac{\partial L}{\partial z_k} = p_k - y_k  #= right
\frac{\partial L}{\partial b_i} = p_i - y_i  #= right
\frac{\partial L}{\partial z_k} = y_k - p_k  #= wrong_sign
\frac{\partial p}{\partial z} = diag(p) - p p^T  #= right
dL = (p - y)^T dz  #= right
