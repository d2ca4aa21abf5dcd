dims N=2, C=3
input g [2, 3, 2, 2]
param x [2, 3, 4, 4]
y = avg_pool2d(x, 2)
J = sum(y * g)
derive J
dx = np.zeros_like(x)
for i in range(2):
    for j in range(2):
        dx[:, :, 2*i:2*i+2, 2*j:2*j+2] += g[:, :, i, j][:, :, None, None] / 4 # right
