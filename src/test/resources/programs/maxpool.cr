dims H=4, W=4
input g [2, 2]
param x [H, W]
y = stack([stack([max(x[0:2, 0:2]), max(x[0:2, 2:4])], axis=0), stack([max(x[2:4, 0:2]), max(x[2:4, 2:4])], axis=0)], axis=0)
L = sum(g*y)
derive L
dx = np.zeros_like(x)
for i in range(2):
    for j in range(2):
        window = x[2*i:2*i+2, 2*j:2*j+2]
        mask = (window == np.max(window))
        dx[2*i:2*i+2, 2*j:2*j+2] += mask * g[i, j] # right
