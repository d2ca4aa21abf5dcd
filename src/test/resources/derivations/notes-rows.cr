dims m, n1, n2
input x [m,n1]
param W [n2,n1], b [1,n2], c [m,n2]
z = x @ W.T + b
J = sum(tanh(z)*c)
derive J
dz = c * (1 - tanh(z)^2)
# undecided
$db = dz \cdot \frac{dz}{db} = (dz.T, axts = 1)$
dx = dz \cdot W
dw = dz.T \cdot x
# wrong
$$\frac{dJ}{db} = \frac{dJ}{dz}$$
