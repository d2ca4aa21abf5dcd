dims n, d
input s [d], A [], a [n] onehot
param Th [n,d]
z = Th@s
pi_ = softmax(z)
J = A*sum(a*log(pi_))
derive J
dz = A*(a - pi_)
dTh = A*np.outer(a - pi_, s)
$$\frac{\partial J}{\partial z} = A (a - \pi)$$
$$\nabla_z J = A (a - pi_)$$
$$\frac{\partial J}{\partial Th} = A (a - pi_) s^T$$
