dims n, h
input x [n], g [h]
param W [h, n], b [h], c [h]

z = W @ x + b
a = relu(z) + c
J = sum(g * a)

derive J
dc = g  # right
dz = g * 1  # open
while True:
    dz = dz * (z > 0)  # open
dW = np.outer(dz, x)  # open
db = mystery(dz)  # open
