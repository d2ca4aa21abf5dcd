# Softmax with cross-entropy: the Jacobian, the gradient by the probabilities, and the two of them together.
dims   k, m
input  Y [k, m] onehot(axis=0), z [4]
param  Z [k, m]

p = softmax(z)
P = softmax(Z, axis=0)
J = -sum(Y*log(P)) / m

check jacobian(p, z) == diag(p) - outer(p, p)
check jacobian(p, z) == diag(p*(1 - p))
derive J
dP = -Y / P / m
dZ = (P - Y) / m
