dims N=2, C=2
input dout [2, 2, 2, 2]
param x [2, 2, 4, 4]

out = max_pool2d(x, 2)
J = sum(dout * out)

derive J
N, C, H, W = x.shape
dx = np.zeros_like(x)
for n in range(N):
    for c in range(C):
        for i in range(2):
            for j in range(2):
                window = x[n, c, 2*i:2*i+2, 2*j:2*j+2]
                m = np.max(window)
                dx[n, c, 2*i:2*i+2, 2*j:2*j+2] += (window == m) * dout[n, c, i, j]  # right
