# The derivative of a function of each entry, and sums over a Jacobian
dims n=3, k=4
input t [n], y [k] onehot(axis=0)
param z [n], s [k]
a = tanh(z)
J = sum((a - t)^2)/2
p = softmax(s)
L = -sum(y*log(p))
derive J
\frac{\partial J}{\partial z} = \left(\frac{\partial a}{\partial z}\right)^T \frac{\partial J}{\partial a}  #= right: jacobian
\frac{\partial J}{\partial z} = \frac{\partial a}{\partial z} \odot \frac{\partial J}{\partial a}  #= right
\frac{\partial J}{\partial z} = \frac{\partial J}{\partial a} \frac{\partial a}{\partial z}  #= right: entrywise
\frac{\partial J}{\partial z} = \left(\frac{\partial a}{\partial z}\right)^T (t - a)  #= wrong
\frac{\partial J}{\partial z} = \frac{\partial J}{\partial a}  #= wrong
derive L
\frac{\partial L}{\partial s_i} = \sum_{j} \frac{\partial L}{\partial p_j} \frac{\partial p_j}{\partial s_i}  #= right: sum_of_jacobian
\frac{\partial L}{\partial s_i} = \sum_{j} p_j \frac{\partial p_j}{\partial s_i}  #= wrong
